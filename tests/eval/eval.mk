eval: $(COMMAND) ## accuracy on the sets of pages in ../shared/data
	@GALLEY=$(COMMAND) BUILD=$(BUILD) python3 tests/eval/evaluate.py

corpus: $(COMMAND) ## accuracy thresholds, and cuts, on those sets
	@GALLEY=$(COMMAND) BUILD=$(BUILD) python3 tests/eval/test_corpus.py

.PHONY: eval corpus
