eval: ## accuracy on pages whose site the model has not seen
	@tests/eval/evaluate.py
	@tests/model/test_tag_order.py --learn

eval-seeds: ## the thresholds of make eval anew, from four seeds
	@tests/eval/seeds.py

corpus: $(COMMAND) ## the same output for any cut, of every page there is
	@GALLEY=$(COMMAND) tests/eval/test_corpus.py --all

NOTES = tests/model/NOTES.md

eval-done: ## what hanging up early saves and costs, into tests/model
	@$(call fill,$(NOTES),done,tests/eval/done.py)

eval-sizes: ## accuracy against flash, into tests/model
	@$(call fill,$(NOTES),sizes,tests/eval/sizes.py)

eval-limits: ## accuracy against RAM, into tests/model
	@$(call fill,$(NOTES),limits,tests/eval/limits.py)

eval-worst: ## where word F1 is lost: causes, and the worst pages
	@tests/eval/worst.py

.PHONY: eval eval-seeds corpus eval-done eval-sizes eval-limits eval-worst

# test_early.py runs it.
EARLY = $(BUILD)/tests/eval/early
test: $(EARLY)

eval-early: $(EARLY) ## how often the first headline stays, into tests/eval
	@$(call fill,tests/eval/README.md,early,BUILD=$(BUILD) tests/eval/early.py)

.PHONY: eval-early
