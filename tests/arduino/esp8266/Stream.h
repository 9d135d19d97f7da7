/* The signatures of esp8266/Arduino's Stream (3.x) that are made use of here:
 * it sends itself to a Print, by a look into its buffer where it has one. */
#ifndef Stream_h
#define Stream_h

#include <sys/types.h>

#include "Print.h"

class Stream : public Print {
protected:
    unsigned long _timeout = 1000;
    int timedRead();

public:
    virtual int available() = 0;
    virtual int read() = 0;
    virtual int peek() = 0;

    Stream() {}
    virtual ~Stream() {}

    void setTimeout(unsigned long timeout) { _timeout = timeout; }
    unsigned long getTimeout() const { return _timeout; }

    virtual size_t readBytes(char *buffer, size_t length);
    virtual size_t readBytes(uint8_t *buffer, size_t length)
    {
        return readBytes((char *)buffer, length);
    }
    virtual String readString();
    String readStringUntil(char terminator);

    virtual int read(uint8_t *buffer, size_t len);
    int read(char *buffer, size_t len)
    {
        return read((uint8_t *)buffer, len);
    }

    virtual bool hasPeekBufferAPI() const { return false; }
    virtual size_t peekAvailable() { return 0; }
    virtual const char *peekBuffer() { return nullptr; }
    virtual void peekConsume(size_t consume) { (void)consume; }
    virtual bool inputCanTimeout() { return true; }

    static constexpr int temporaryStackBufferSize = 64;

    size_t sendSize(Print *to, const ssize_t maxLen)
    {
        return sendGeneric(to, maxLen);
    }
    size_t sendSize(Print &to, const ssize_t maxLen)
    {
        return sendSize(&to, maxLen);
    }

    enum class Report {
        Success = 0,
        TimedOut,
        ReadError,
        WriteError,
        ShortOperation,
    };

    Report getLastSendReport() const { return _sendReport; }

protected:
    size_t sendGeneric(Print *to, const ssize_t len = -1);
    void setReport(Report report) { _sendReport = report; }

private:
    Report _sendReport = Report::Success;

    size_t sendPiece(Print *to, size_t size);
};

#endif
