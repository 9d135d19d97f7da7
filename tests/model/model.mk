model: ## learn src/model_table.h anew from the labelled pages
	tests/model/train.py src/model_table.h

accuracy: ## cross-validate the command, write the table into README.md
	tests/model/eval.py README.md

.PHONY: model accuracy
