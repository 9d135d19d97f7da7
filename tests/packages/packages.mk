# Galley in other projects, by CMake, Meson, PlatformIO, Arduino, ESP-IDF,
# Zephyr, the Pico SDK, CMSIS-Pack; what lacks its tool is skipped.
packages: $(BUILD)/boards/simavr ## take Galley in as other projects do, by the tool of each ecosystem
	@BUILD=$(BUILD) tests/packages/packages.py

manifests: ## put version, sources and options into what package managers read
	@python3 tests/packages/manifests.py

.PHONY: packages manifests
