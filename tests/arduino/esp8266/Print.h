/* The signatures of esp8266/Arduino's Print (3.x) made use of here. */
#ifndef Print_h
#define Print_h

#include <stddef.h>
#include <stdint.h>

#include "WString.h"

#define DEC 10

class Print {
private:
    int write_error = 0;

protected:
    void setWriteError(int err = 1) { write_error = err; }

public:
    Print() {}
    int getWriteError() { return write_error; }
    void clearWriteError() { setWriteError(0); }

    virtual size_t write(uint8_t) = 0;
    size_t write(const char *str)
    {
        return str == NULL ? 0 : write((const uint8_t *)str, strlen(str));
    }
    virtual size_t write(const uint8_t *buffer, size_t size);
    size_t write(const char *buffer, size_t size)
    {
        return write((const uint8_t *)buffer, size);
    }
    inline size_t write(short t) { return write((uint8_t)t); }
    inline size_t write(unsigned short t) { return write((uint8_t)t); }
    inline size_t write(int t) { return write((uint8_t)t); }
    inline size_t write(unsigned int t) { return write((uint8_t)t); }
    inline size_t write(long t) { return write((uint8_t)t); }
    inline size_t write(unsigned long t) { return write((uint8_t)t); }
    inline size_t write(char c) { return write((uint8_t)c); }
    inline size_t write(int8_t c) { return write((uint8_t)c); }

    virtual int availableForWrite() { return 0; }

    size_t print(const __FlashStringHelper *);
    size_t print(const String &);
    size_t print(const char[]);
    size_t print(char);
    size_t print(int, int = DEC);
    size_t println(const String &s);
    size_t println(const char[]);
    size_t println(void);

    virtual void flush() {}
    virtual bool outputCanTimeout() { return true; }
};

#endif
