/*
 * A stand-in for String: what of it the sketches, the sinks and HTTPClient
 * make use of.  No header of C++'s library: not every compiler has one.
 */
#ifndef WSTRING_H
#define WSTRING_H

#include <stddef.h>
#include <string.h>

class __FlashStringHelper;
#define F(string) (reinterpret_cast<const __FlashStringHelper *>(string))

/* The cores' is a macro. */
inline const __FlashStringHelper *FPSTR(const char *text)
{
    return reinterpret_cast<const __FlashStringHelper *>(text);
}

class String {
public:
    String(const char *text = "");
    String(const __FlashStringHelper *text);
    String(const String &other);
    explicit String(int number);
    ~String();

    String &operator=(const String &other);
    String &operator+=(const String &other);
    String &operator+=(char c);
    bool operator==(const String &other) const;
    char operator[](unsigned int i) const { return text[i]; }

    const char *c_str() const { return text; }
    unsigned int length() const { return (unsigned int)size; }
    bool equalsIgnoreCase(const String &other) const;
    bool startsWith(const String &other) const;
    int indexOf(char c, unsigned int from = 0) const;
    int indexOf(const String &other, unsigned int from = 0) const;
    String substring(unsigned int begin) const;
    String substring(unsigned int begin, unsigned int end) const;
    void trim();
    long toInt() const;

private:
    char *text;
    size_t size;

    void set(const char *bytes, size_t n);
};

String operator+(const String &a, const String &b);

#endif
