# What leaves the tree: the library as two files, its shared library, Debian's
# packages, and their checks.

dist: ## the library as two files, galley.c and galley.h in build/dist
	@python3 src/amalgamate.py $(BUILD)/dist
	@ls $(BUILD)/dist/galley.*

dist-check: dist $(COMMAND) ## the two files, by every compiler, and as the command
	@GALLEY=$(COMMAND) BUILD=$(BUILD) python3 tests/dist/dist.py

.PHONY: dist dist-check

deb: ## Debian's packages in build/deb: built in a copy, held against lintian, tried
	@$(call needs,dpkg-buildpackage dh lintian pkg-config,dpkg-dev debhelper \
	    lintian pkg-config); \
	    BUILD=$(BUILD) python3 tests/dist/deb.py

.PHONY: deb
