size: $(LIBRARY) ## flash, RAM and stack against their budgets, by file
	@BUILD=$(BUILD) python3 tests/size/test_size.py --table
	@echo
	@BUILD=$(BUILD) python3 tests/boards/table.py

.PHONY: size
