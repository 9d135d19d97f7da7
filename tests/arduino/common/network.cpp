/*
 * See network.h.
 */
#include "network.h"

#include <string.h>

#include <string>

static struct {
    const Answer *answers;
    size_t count, packet;
    size_t next;              /* the answer to the next request */
    std::string incoming;     /* what the server has sent on this connection */
    size_t arrived, consumed; /* of it */
    size_t read, asked;
    bool connected, server_stays, waited;
    std::string request, log;
    unsigned long now;
    bool clock_asked;
    unsigned long clock_since;
} net;

void network_begin(const Answer *answers, size_t count, size_t packet)
{
    net.answers = answers;
    net.count = count;
    net.packet = packet;
}

bool network_connect(const char *host, uint16_t port)
{
    if (net.next == net.count)
        return false;
    net.log += std::string(host) + ":" + std::to_string(port) + "\n";
    net.incoming.clear();
    net.request.clear();
    net.arrived = net.consumed = 0;
    net.connected = net.server_stays = true;
    return true;
}

static void answer()
{
    const Answer *a = &net.answers[net.next++];

    net.incoming.append(a->bytes, a->size);
    net.asked += a->size;
    net.server_stays = a->stays;
}

void network_send(const uint8_t *bytes, size_t size)
{
    size_t end;

    if (!network_open())
        return;
    net.request.append((const char *)bytes, size);
    end = net.request.find("\r\n\r\n");
    if (end == std::string::npos)
        return;
    for (char c : net.request.substr(0, end + 2))
        if (c != '\r')
            net.log += c;
    net.request.clear();
    if (net.next < net.count && net.server_stays)
        answer();
    else
        net.server_stays = false;
}

size_t network_available()
{
    size_t left = net.incoming.size() - net.arrived;

    if (!net.connected)
        return 0;
    if (net.arrived == net.consumed && left > 0) {
        if (net.waited)
            net.arrived += left < net.packet ? left : net.packet;
        net.waited = !net.waited;
    }
    return net.arrived - net.consumed;
}

size_t network_peek(const uint8_t **bytes)
{
    size_t size = network_available();

    *bytes = (const uint8_t *)net.incoming.data() + net.consumed;
    return size;
}

void network_consume(size_t size)
{
    net.consumed += size;
    net.read += size;
}

bool network_open()
{
    return net.connected
           && (net.server_stays || net.consumed < net.incoming.size());
}

void network_close()
{
    net.connected = false;
}

const char *network_log()
{
    return net.log.c_str();
}

size_t network_read()
{
    return net.read;
}

size_t network_asked()
{
    return net.asked;
}

size_t network_answers_left()
{
    return net.count - net.next;
}

bool network_is_closed()
{
    return !net.connected;
}

bool network_trusts(const char *pem)
{
    return pem != NULL && strstr(pem, "\nthe right one\n") != NULL;
}

unsigned long network_time()
{
    return net.now++;
}

void network_wait(unsigned long ms)
{
    net.now += ms;
}

void network_set_clock()
{
    net.clock_asked = true;
    net.clock_since = net.now;
}

bool network_clock_is_set()
{
    return net.clock_asked && net.now > net.clock_since + 700;
}
