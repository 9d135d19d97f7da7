# The typesetter's programs are compiled with the fonts of two Debian
# packages.
FONTS = $(BUILD)/fonts
PANEL_PROGRAMS = $(BUILD)/tests/panel/test_typeset $(BUILD)/tests/panel/render

ifneq ($(and $(wildcard /usr/share/fonts/X11/100dpi/ncenR14.pcf.gz),\
	$(wildcard /usr/share/fonts/X11/misc/8x13.pcf.gz)),)
PANEL_RENDER = $(BUILD)/tests/panel/render
test: $(PANEL_RENDER)

$(PANEL_PROGRAMS): $(call objects,port/epaper/*.c)
else
$(BUILD)/tests/panel/test_typeset:
	@$(call stand_in,no fonts to set in (packages xfonts-100dpi xfonts-base))
endif

$(PANEL_PROGRAMS:%=%.o): INCLUDES := -Iport/epaper -I$(FONTS) $(INCLUDES)
$(PANEL_PROGRAMS:%=%.o): $(FONTS)/body.h

$(FONTS)/body.h: port/epaper/fonts.py
	@python3 $< --all --out=$(FONTS)

readme-panel: $(COMMAND) $(BUILD)/tests/panel/render ## the README's picture
	@BUILD=$(BUILD) python3 tests/panel/picture.py tests/panel/demo.png

.PHONY: readme-panel
