/* Your network, and the page. */
static const char WIFI_SSID[] = "your network";
static const char WIFI_PASSWORD[] = "its password";

static const char URL[] = "https://example.org/news/story.html";

/*
 * For https: the root certificate that the server's is signed by, as PEM.
 * The first command shows the chain, the root is the issuer ("i:") of its last
 * certificate; computers keep the roots that they trust in a folder:
 *
 *   openssl s_client -showcerts -connect example.org:443 </dev/null
 *   cat /etc/ssl/certs/ISRG_Root_X1.pem
 */
static const char ROOT_CERTIFICATE[] PROGMEM = R"(
-----BEGIN CERTIFICATE-----
paste it here
-----END CERTIFICATE-----
)";
