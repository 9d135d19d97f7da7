/*
 * An article over Wi-Fi, http or https, on the serial line while it arrives.
 * For ESP8266 boards, with version 3 of their core.  Network, page and
 * certificate are in settings.h.
 *
 * The page goes from HTTPClient straight into Galley, as it arrives, and is
 * kept nowhere.  When the article is complete, Galley takes no more bytes and
 * HTTPClient hangs up.
 */
#include <ESP8266HTTPClient.h>
#include <ESP8266WiFi.h>
#include <WiFiClientSecure.h>

#include <galley_arduino.h>

#include "settings.h"

static const unsigned long PAUSE_MS = 600000;
static const uint16_t RECORD_SIZE = 1024; /* 512, 1024, 2048 or 4096 */

/* Static: the loop's stack has 4 KB in all. */
static struct galley galley;
static char window[2048];
static bool begun;

/* A block of the article.  The headline is known by the first of them. */
static int printBlock(void *, const struct galley_block *block) {
  if (!begun) {
    Serial.println(galley_field(&galley, GALLEY_FIELD_HEADLINE));
    Serial.println();
    begun = true;
  }
  Serial.write((const uint8_t *)block->text, block->size);
  if (!(block->flags & GALLEY_BLOCK_CONTINUES)) {
    Serial.println();
    Serial.println();
  }
  return 0;
}

/* TLS checks when certificates expire: it has to know the time. */
static void setClock() {
  configTime(0, 0, "pool.ntp.org");
  for (int i = 0; i < 50 && time(NULL) < 1700000000; i++) {
    delay(200);
  }
}

/* Returns what HTTPClient says: negative if the connection failed. */
static int fetch(WiFiClient &client) {
  HTTPClient http;
  GalleyStream page(&galley);

  http.setUserAgent("galley/" GALLEY_VERSION);
  http.setFollowRedirects(HTTPC_STRICT_FOLLOW_REDIRECTS);
  http.setRedirectLimit(5);
  page.collectHeaders(http);
  if (!http.begin(client, URL)) {
    return HTTPC_ERROR_CONNECTION_FAILED;
  }
  int code = http.GET();
  if (code > 0) {
    page.writeHead(http, code);
    if (page.status() == GALLEY_OK) {
      code = http.writeToStream(&page);
    }
  }
  http.end();
  if (page.status() != GALLEY_OK) {
    return 0; /* it was Galley that wanted no more */
  }
  return code == HTTPC_ERROR_STREAM_WRITE ? HTTPC_ERROR_CONNECTION_LOST : code;
}

/* example.org of https://example.org/news/story.html */
static String host() {
  String url(URL);
  int begin = url.indexOf("://") + 3;
  int end = url.indexOf('/', begin);

  return end < 0 ? url.substring(begin) : url.substring(begin, end);
}

/* A server that sends small records when asked to saves 15 KB of RAM. */
static int fetchSecurely() {
  BearSSL::X509List roots(ROOT_CERTIFICATE);
  BearSSL::WiFiClientSecure client;

  setClock();
  client.setTrustAnchors(&roots);
  if (client.probeMaxFragmentLength(host(), 443, RECORD_SIZE)) {
    client.setBufferSizes(RECORD_SIZE, 512);
  }
  return fetch(client);
}

static int fetchPlainly() {
  WiFiClient client;

  return fetch(client);
}

static void printArticle() {
  begun = false;
  galley_reset(&galley, NULL);
  int code = String(URL).startsWith("https:") ? fetchSecurely()
                                              : fetchPlainly();
  int result = galley_finish(&galley); /* prints what was still undecided */

  if (code < 0) {
    Serial.print("[connection: ");
    Serial.print(HTTPClient::errorToString(code));
    Serial.println("]");
  } else if (result < 0) {
    Serial.print("[");
    Serial.print(FPSTR(galley_strerror(result))); /* it is in flash */
    Serial.print(", HTTP status ");
    Serial.print(galley_http_status(&galley));
    Serial.print("] ");
    Serial.println(galley_field(&galley, GALLEY_FIELD_LOCATION));
  } else {
    Serial.println("[end]");
  }
}

void setup() {
  struct galley_options options = GALLEY_OPTIONS;

  Serial.begin(115200);
  WiFi.mode(WIFI_STA);
  WiFi.begin(WIFI_SSID, WIFI_PASSWORD);
  while (WiFi.status() != WL_CONNECTED) {
    delay(200);
  }
  options.body = window;
  options.body_size = sizeof window;
  options.on_block = printBlock;
  options.http = 1; /* writeHead gives it the head */
  galley_init(&galley, &options);
}

void loop() {
  printArticle();
  delay(PAUSE_MS);
}
