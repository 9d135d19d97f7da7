size: $(LIBRARY) ## flash, RAM and stack against their budgets, by stage
	@BUILD=$(BUILD) python3 tests/size/test_size.py --table

.PHONY: size
