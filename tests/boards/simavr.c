/*
 * Runs an image on a simulated ATmega1284P, or another MCU: standard input goes
 * to USART 0, its output to standard output.  Prints on standard error the cycles that
 * the image metered (general purpose register 0) and the deepest stack it
 * came to, in bytes; ends with the image's status (register 1).
 *
 * usage: simavr IMAGE [MCU CYCLES]
 *
 * Firmware that takes its input by interrupt never asks the simulator for it:
 * a byte comes every so many cycles then.
 */
#include <simavr/avr_uart.h>
#include <simavr/sim_avr.h>
#include <simavr/sim_elf.h>
#include <simavr/sim_io.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define GPIOR0 0x3E
#define GPIOR1 0x4A

static avr_irq_t *input;
static int room;
static avr_cycle_count_t metered, since, pace;

static void on_xon(avr_irq_t *irq, uint32_t value, void *param)
{
    (void)irq, (void)value, (void)param;
    room = 1;
}

static void on_xoff(avr_irq_t *irq, uint32_t value, void *param)
{
    (void)irq, (void)value, (void)param;
    room = 0;
}

static void on_output(avr_irq_t *irq, uint32_t value, void *param)
{
    (void)irq, (void)param;
    putchar((int)value);
}

static void on_meter(avr_t *avr, avr_io_addr_t address, uint8_t value,
                     void *param)
{
    (void)param;
    avr->data[address] = value;
    if (value)
        since = avr->cycle;
    else
        metered += avr->cycle - since;
}

static void connect(avr_t *avr)
{
    uint32_t flags = 0;
    avr_irq_t *irq = avr_io_getirq(avr, AVR_IOCTL_UART_GETIRQ('0'), 0);

    avr_ioctl(avr, AVR_IOCTL_UART_SET_FLAGS('0'), &flags);
    input = irq + UART_IRQ_INPUT;
    avr_irq_register_notify(irq + UART_IRQ_OUTPUT, on_output, NULL);
    avr_irq_register_notify(irq + UART_IRQ_OUT_XON, on_xon, NULL);
    avr_irq_register_notify(irq + UART_IRQ_OUT_XOFF, on_xoff, NULL);
    avr_register_io_write(avr, GPIOR0, on_meter, NULL);
}

static avr_cycle_count_t feed_one(avr_t *avr, avr_cycle_count_t when,
                                  void *param)
{
    int c = getchar();

    (void)avr, (void)param;
    if (c == EOF)
        return 0;
    avr_raise_irq(input, (uint32_t)c);
    return when + pace;
}

static void feed(void)
{
    while (room) {
        int c = getchar();

        if (c == EOF) {
            room = 0;
            return;
        }
        avr_raise_irq(input, (uint32_t)c);
    }
}

int main(int argc, char **argv)
{
    static elf_firmware_t firmware;
    unsigned sp, lowest;
    avr_t *avr;
    int state;

    setvbuf(stdout, NULL, _IOLBF, BUFSIZ);
    if ((argc != 2 && argc != 4)
        || elf_read_firmware(argv[1], &firmware) != 0) {
        fprintf(stderr, "usage: simavr IMAGE [MCU CYCLES]\n");
        return 64;
    }
    avr = avr_make_mcu_by_name(argc == 4 ? argv[2] : "atmega1284p");
    if (avr == NULL || avr_init(avr) != 0)
        return 71;
    avr->log = LOG_ERROR;
    avr_load_firmware(avr, &firmware);
    avr->frequency = 16000000;
    connect(avr);
    if (argc == 4) {
        pace = strtoul(argv[3], NULL, 10);
        avr_cycle_timer_register(avr, pace, feed_one, NULL);
    }
    lowest = avr->ramend;
    do {
        if (pace == 0)
            feed();
        state = avr_run(avr);
        sp = (unsigned)avr->data[R_SPL] | (unsigned)avr->data[R_SPH] << 8;
        if (sp < lowest && sp >= 0x100)
            lowest = sp;
    } while (state != cpu_Done && state != cpu_Crashed);
    fflush(stdout);
    fprintf(stderr, "metered %llu stack %u\n", (unsigned long long)metered,
            avr->ramend - lowest);
    return state == cpu_Done ? avr->data[GPIOR1] : 70;
}
