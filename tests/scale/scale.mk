# Pages, the labelled sets again and again, and processes that read them.
PAGES = 100000
JOBS = 2
scale = GALLEY=$(COMMAND) BUILD=$(BUILD) python3 tests/scale/scale.py \
	--pages=$(PAGES) --jobs=$(JOBS)

scale: $(COMMAND) ## PAGES=100000 through --input=jsonl and warc, JOBS=2
	@$(scale)

readme-scale: $(COMMAND)
	@$(call fill,tests/scale/README.md,scale,$(scale))

.PHONY: scale readme-scale
