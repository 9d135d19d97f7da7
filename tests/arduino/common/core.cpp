/*
 * The stand-in for what both cores do alike: String, Print, Stream, time, the
 * serial line.  Compiled with the headers of each.
 */
#include <Arduino.h>

#include <stdio.h>
#include <stdlib.h>
#include <strings.h>

#include "network.h"

/* ---- String ---- */

void String::set(const char *bytes, size_t n)
{
    char *copy = (char *)malloc(n + 1);

    if (copy == NULL)
        abort();
    memcpy(copy, bytes, n);
    copy[n] = '\0';
    text = copy;
    size = n;
}

String::String(const char *other)
{
    set(other, strlen(other));
}

String::String(const __FlashStringHelper *other)
{
    const char *bytes = reinterpret_cast<const char *>(other);

    set(bytes, strlen(bytes));
}

String::String(const String &other)
{
    set(other.text, other.size);
}

String::String(int number)
{
    char digits[16];

    set(digits, (size_t)snprintf(digits, sizeof digits, "%d", number));
}

String::~String()
{
    free(text);
}

String &String::operator=(const String &other)
{
    char *old = text;

    set(other.text, other.size);
    free(old);
    return *this;
}

String &String::operator+=(const String &other)
{
    return *this = *this + other;
}

String &String::operator+=(char c)
{
    char other[2] = {c, '\0'};

    return *this += other;
}

String operator+(const String &a, const String &b)
{
    size_t n = a.length() + b.length();
    char *both = (char *)malloc(n + 1);

    if (both == NULL)
        abort();
    memcpy(both, a.c_str(), a.length());
    memcpy(both + a.length(), b.c_str(), b.length() + 1);

    String sum(both);

    free(both);
    return sum;
}

bool String::operator==(const String &other) const
{
    return strcmp(text, other.text) == 0;
}

bool String::equalsIgnoreCase(const String &other) const
{
    return strcasecmp(text, other.text) == 0;
}

bool String::startsWith(const String &other) const
{
    return strncmp(text, other.text, other.size) == 0;
}

static int place(const char *text, const char *found)
{
    return found == NULL ? -1 : (int)(found - text);
}

int String::indexOf(char c, unsigned int from) const
{
    return from < size ? place(text, strchr(text + from, c)) : -1;
}

int String::indexOf(const String &other, unsigned int from) const
{
    return from < size ? place(text, strstr(text + from, other.text)) : -1;
}

String String::substring(unsigned int begin) const
{
    return substring(begin, length());
}

String String::substring(unsigned int begin, unsigned int end) const
{
    String part(text + (begin < size ? begin : size));

    if (end < begin)
        end = begin;
    if (end - begin < part.size)
        part.text[part.size = end - begin] = '\0';
    return part;
}

void String::trim()
{
    size_t begin = strspn(text, " \t\r\n"), end = size;

    while (end > begin && strchr(" \t\r\n", text[end - 1]) != NULL)
        end--;
    *this = substring((unsigned int)begin, (unsigned int)end);
}

long String::toInt() const
{
    return strtol(text, NULL, 10);
}

/* ---- Print ---- */

size_t Print::write(const uint8_t *buffer, size_t size)
{
    size_t n = 0;

    while (n < size && write(buffer[n]))
        n++;
    return n;
}

size_t Print::print(const __FlashStringHelper *text)
{
    return write(reinterpret_cast<const char *>(text));
}

size_t Print::print(const String &text)
{
    return write(text.c_str(), text.length());
}

size_t Print::print(const char text[])
{
    return write(text);
}

size_t Print::print(char c)
{
    return write((uint8_t)c);
}

size_t Print::print(int number, int base)
{
    if (base != DEC)
        abort(); /* nothing here wants it */
    return print(String(number));
}

size_t Print::println(const String &text)
{
    size_t n = print(text);

    return n + println();
}

size_t Print::println(const char text[])
{
    size_t n = print(text);

    return n + println();
}

size_t Print::println(void)
{
    return print("\r\n");
}

/* ---- Stream ---- */

int Stream::timedRead()
{
    unsigned long begun = millis();

    do {
        int c = read();

        if (c >= 0)
            return c;
    } while (millis() - begun < _timeout);
    return -1;
}

size_t Stream::readBytes(char *buffer, size_t length)
{
    size_t n = 0;
    int c;

    while (n < length && (c = timedRead()) >= 0)
        buffer[n++] = (char)c;
    return n;
}

String Stream::readString()
{
    String text;
    int c;

    while ((c = timedRead()) >= 0)
        text += (char)c;
    return text;
}

String Stream::readStringUntil(char terminator)
{
    String text;
    int c;

    while ((c = timedRead()) >= 0 && c != (uint8_t)terminator)
        text += (char)c;
    return text;
}

/* ---- the rest ---- */

HardwareSerial Serial;

size_t HardwareSerial::write(uint8_t c)
{
    return fwrite(&c, 1, 1, stdout);
}

size_t HardwareSerial::write(const uint8_t *buffer, size_t size)
{
    return fwrite(buffer, 1, size, stdout);
}

unsigned long millis(void)
{
    return network_time();
}

/* Instead of C's. */
extern "C" time_t time(time_t *t)
{
    time_t now = (time_t)(network_time() / 1000);

    if (network_clock_is_set())
        now += 1790000000;
    if (t != NULL)
        *t = now;
    return now;
}

#ifdef ESP32
void delay(uint32_t ms)
#else
void delay(unsigned long ms)
#endif
{
    network_wait(ms);
}

#ifdef ESP32
void configTime(long, int, const char *server1, const char *, const char *)
#else
void configTime(int, int, const char *server1, const char *, const char *)
#endif
{
    if (server1 != NULL)
        network_set_clock();
}
