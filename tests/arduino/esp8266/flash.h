/* What galley_strerror returns stands in the ESP8266's flash, where print
 * cannot read it unless FPSTR says so: here it does not compile without. */
#ifndef FLASH_H
#define FLASH_H

#include "WString.h"

struct FlashText {
    const char *text;
};

static inline FlashText in_flash(const char *text)
{
    FlashText flash = {text};

    return flash;
}

static inline const __FlashStringHelper *FPSTR(FlashText flash)
{
    return FPSTR(flash.text);
}

#define galley_strerror(result) in_flash(galley_strerror(result))

#endif
