# port/esp_idf against a stand-in for ESP-IDF's HTTP client, compiled with
# declarations of the names and types of ESP-IDF's public headers.

ESP_IDF = $(patsubst %.c,$(BUILD)/%.o,$(wildcard port/esp_idf/galley/*.c) \
	port/lwip/url.c tests/esp_idf/client.c)

$(BUILD)/tests/esp_idf/test_fetch: $(ESP_IDF)

$(ESP_IDF) $(BUILD)/tests/esp_idf/test_fetch.o: \
	INCLUDES += -Itests/esp_idf/include -Iport/esp_idf/galley
