/*
 * ATmega1284P: the stream is USART 0; the simulator's meter is switched by
 * general purpose register 0 and takes the exit status from register 1.
 */
#include "board.h"

#include <avr/interrupt.h>
#include <avr/io.h>
#include <avr/sleep.h>
#include <stdint.h>

void board_start(void)
{
    UCSR0A = 1 << U2X0;
    UBRR0 = 0; /* 2 Mbaud at 16 MHz */
    UCSR0C = 1 << UCSZ01 | 1 << UCSZ00;
    UCSR0B = 1 << RXEN0 | 1 << TXEN0;
}

size_t board_read(void *bytes, size_t size)
{
    uint8_t *p = bytes;
    size_t i;

    for (i = 0; i < size; i++) {
        while (!(UCSR0A & 1 << RXC0))
            ;
        p[i] = UDR0;
    }
    return size;
}

void board_write(const void *bytes, size_t size)
{
    const uint8_t *p = bytes;
    size_t i;

    for (i = 0; i < size; i++) {
        while (!(UCSR0A & 1 << UDRE0))
            ;
        UDR0 = p[i];
    }
}

/* Asleep and deaf: the simulator ends. */
void board_exit(int status)
{
    GPIOR1 = (uint8_t)status;
    cli();
    sleep_enable();
    for (;;)
        sleep_cpu();
}

void board_meter_on(void)
{
    GPIOR0 = 1;
}

void board_meter_off(void)
{
    GPIOR0 = 0;
}
