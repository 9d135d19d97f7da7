model: ## learn the tables of src/ anew from the labelled pages
	tests/model/train.py

.PHONY: model
