model: ## learn src/model_table.h anew from the labelled pages
	tests/model/train.py src/model_table.h

.PHONY: model
