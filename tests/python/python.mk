python: $(COMMAND) $(SHARED) dist ## the module for Python, with two builds of the library
	@GALLEY=$(COMMAND) BUILD=$(BUILD) CC="$(CC)" python3 tests/python/python.py

.PHONY: python
