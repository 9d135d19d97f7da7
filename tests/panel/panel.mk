# The typesetter's programs are compiled with the fonts of two Debian
# packages; without these, test_panel.py says what is skipped.
FONTS = $(BUILD)/fonts
PANEL_PROGRAMS = $(BUILD)/tests/panel/test_typeset $(BUILD)/tests/panel/render

ifneq ($(and $(wildcard /usr/share/fonts/X11/100dpi/ncenR14.pcf.gz),\
	$(wildcard /usr/share/fonts/X11/misc/8x13.pcf.gz)),)
PANEL_RENDER = $(BUILD)/tests/panel/render
test: $(PANEL_RENDER)
else
TESTS := $(filter-out $(BUILD)/tests/panel/test_typeset,$(TESTS))
endif

$(PANEL_PROGRAMS): $(call objects,port/epaper/*.c)
$(PANEL_PROGRAMS:%=%.o): INCLUDES := -Iport/epaper -I$(FONTS) $(INCLUDES)
$(PANEL_PROGRAMS:%=%.o): $(FONTS)/body.h

$(FONTS)/body.h: port/epaper/fonts.py
	@python3 $< --all --out=$(FONTS)
