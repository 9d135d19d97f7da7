# port/esp_idf against a stand-in for ESP-IDF's HTTP client, compiled with
# declarations of the names and types of ESP-IDF's public headers; with inflate,
# which the README's example (test_readme.py) does without.

ESP_IDF = $(patsubst %.c,$(TRACED)/%.o,$(wildcard port/esp_idf/galley/*.c) \
	port/lwip/url.c tests/esp_idf/client.c)

$(BUILD)/tests/esp_idf/test_fetch: $(ESP_IDF)

$(ESP_IDF) $(TRACED)/tests/esp_idf/test_fetch.o: \
	INCLUDES += -Itests/esp_idf/include -Iport/esp_idf/galley
