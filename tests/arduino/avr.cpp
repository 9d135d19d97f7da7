/*
 * Both sinks, every function of them, by the headers of Arduino's AVR core.
 */
#include <galley_arduino.h>

template class GalleySink<Print>;
template class GalleySink<Stream>;

static struct galley galley;

void setup()
{
    GalleyPrint print(&galley);
    GalleyStream stream(&galley);

    print.print(F("<p>"));
    stream.println(stream.available() + stream.read() + stream.peek());
}

void loop() {}
