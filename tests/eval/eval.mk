eval: ## accuracy on pages whose site the model has not seen
	@tests/eval/evaluate.py

corpus: $(COMMAND) ## the same output for any cut, of every page there is
	@GALLEY=$(COMMAND) tests/eval/test_corpus.py --all

.PHONY: eval corpus
