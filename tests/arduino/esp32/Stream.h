/* The signatures of arduino-esp32's Stream that are made use of here. */
#pragma once

#include "Print.h"

class Stream : public Print {
protected:
    unsigned long _timeout;
    int timedRead();

public:
    virtual int available() = 0;
    virtual int read() = 0;
    virtual int peek() = 0;

    Stream() { _timeout = 1000; }
    virtual ~Stream() {}

    void setTimeout(unsigned long timeout) { _timeout = timeout; }
    unsigned long getTimeout(void) { return _timeout; }

    virtual size_t readBytes(char *buffer, size_t length);
    virtual size_t readBytes(uint8_t *buffer, size_t length)
    {
        return readBytes((char *)buffer, length);
    }
    virtual String readString();
    String readStringUntil(char terminator);
};
