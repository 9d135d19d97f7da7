/*
 * A plugin for QEMU that counts the instructions which an image executes
 * between its calls of board_meter_on and board_meter_off.
 *
 *     -plugin meter.so,on=ADDRESS,off=ADDRESS -d plugin -D FILE
 *
 * The prototypes are those of QEMU's plugin interface, version 1, which is
 * compiled into it and comes with no header.
 */
#include <inttypes.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

typedef uint64_t id_t_;
struct tb;
typedef void executed(unsigned cpu, void *user);

size_t qemu_plugin_tb_n_insns(const struct tb *tb);
uint64_t qemu_plugin_tb_vaddr(const struct tb *tb);
void qemu_plugin_register_vcpu_tb_exec_cb(struct tb *tb, executed *function,
                                          int flags, void *user);
void qemu_plugin_register_vcpu_tb_trans_cb(
    id_t_ id, void (*function)(id_t_ id, struct tb *tb));
void qemu_plugin_register_atexit_cb(
    id_t_ id, void (*function)(id_t_ id, void *user), void *user);
void qemu_plugin_outs(const char *text);
int qemu_plugin_install(id_t_ id, const void *info, int argc, char **argv);

extern int qemu_plugin_version;
int qemu_plugin_version = 1;

static uint64_t on, off, count;
static int metering;

static void switch_meter(unsigned cpu, void *user)
{
    (void)cpu;
    metering = user != NULL;
}

static void add(unsigned cpu, void *instructions)
{
    (void)cpu;
    if (metering)
        count += (uintptr_t)instructions;
}

/* A call begins a block: the two addresses are always the first of one. */
static void translated(id_t_ id, struct tb *tb)
{
    uint64_t address = qemu_plugin_tb_vaddr(tb);

    (void)id;
    if (address == on || address == off)
        qemu_plugin_register_vcpu_tb_exec_cb(tb, switch_meter, 0,
                                             address == on ? &on : NULL);
    else
        qemu_plugin_register_vcpu_tb_exec_cb(
            tb, add, 0, (void *)(uintptr_t)qemu_plugin_tb_n_insns(tb));
}

static void end(id_t_ id, void *user)
{
    char text[40];

    (void)id, (void)user;
    snprintf(text, sizeof text, "metered %" PRIu64 "\n", count);
    qemu_plugin_outs(text);
}

int qemu_plugin_install(id_t_ id, const void *info, int argc, char **argv)
{
    int i;

    (void)info;
    for (i = 0; i < argc; i++) {
        if (strncmp(argv[i], "on=", 3) == 0)
            on = strtoull(argv[i] + 3, NULL, 0);
        if (strncmp(argv[i], "off=", 4) == 0)
            off = strtoull(argv[i] + 4, NULL, 0);
    }
    if (on == 0 || off == 0)
        return -1;
    qemu_plugin_register_vcpu_tb_trans_cb(id, translated);
    qemu_plugin_register_atexit_cb(id, end, NULL);
    return 0;
}
