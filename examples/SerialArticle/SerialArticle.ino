/*
 * Run on a simulated Mega 2560.  A page over the serial line, its article back
 * on it: send the HTML, then nothing for two seconds.  For boards with 8 KB of
 * RAM and more.  Galley needs some 450 cycles a byte on AVR, and while the
 * board prints only 64 bytes can wait: send a byte a millisecond.
 */
#include <galley.h>

static const unsigned long BAUD = 115200;
static const unsigned long SILENCE_MS = 2000;

static struct galley galley;
static char window[1536];
static unsigned long heard;
static bool reading;

static int printBlock(void *, const struct galley_block *block) {
  Serial.write((const uint8_t *)block->text, block->size);
  if (!(block->flags & GALLEY_BLOCK_CONTINUES)) {
    Serial.print("\n\n");
  }
  return 0;
}

static void endPage() {
  int result = galley_finish(&galley);

  if (result < 0) {
    Serial.print("error ");
    Serial.println(result);
  } else {
    Serial.print("headline: ");
    Serial.println(galley_field(&galley, GALLEY_FIELD_HEADLINE));
  }
  reading = false;
}

void setup() {
  struct galley_options options = GALLEY_OPTIONS;

  Serial.begin(BAUD);
  options.body = window;
  options.body_size = sizeof window;
  options.on_block = printBlock;
  galley_init(&galley, &options);
}

void loop() {
  while (Serial.available() > 0) {
    char c = Serial.read();

    if (!reading) {
      galley_reset(&galley, NULL);
      reading = true;
    }
    galley_feed(&galley, &c, 1);
    heard = millis();
  }
  if (reading && millis() - heard > SILENCE_MS) {
    endPage();
  }
}
