/*
 * A plugin for QEMU that counts the instructions which an image executes
 * between its calls of board_meter_on and board_meter_off.
 *
 *     -plugin meter.so,on=ADDRESS,off=ADDRESS -d plugin -D FILE
 *
 * With ,begin=ADDRESS,end=ADDRESS it counts loads besides: from there, those
 * of aligned words of 32 bits and others, and the others from elsewhere.
 *
 * The prototypes are those of QEMU's plugin interface, version 1, which is
 * compiled into it and comes with no header.
 */
#include <inttypes.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

typedef uint64_t id_t_;
struct tb;
struct insn;
typedef void executed(unsigned cpu, void *user);
typedef void accessed(unsigned cpu, uint32_t info, uint64_t address,
                      void *user);

size_t qemu_plugin_tb_n_insns(const struct tb *tb);
uint64_t qemu_plugin_tb_vaddr(const struct tb *tb);
struct insn *qemu_plugin_tb_get_insn(const struct tb *tb, size_t index);
uint64_t qemu_plugin_insn_vaddr(const struct insn *insn);
unsigned qemu_plugin_mem_size_shift(uint32_t info);
bool qemu_plugin_mem_is_store(uint32_t info);
void qemu_plugin_register_vcpu_mem_cb(struct insn *insn, accessed *function,
                                      int flags, int rw, void *user);
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

/* Of rw above.  Not loads alone, 1: QEMU 7.2 takes that for stores. */
#define LOADS_AND_STORES 3

static uint64_t on, off, count;
static int metering;
static uint64_t begin, end;
static uint64_t words, others, elsewhere;
static uint64_t other_at; /* the instruction that was the first of them */

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

static void count_load(unsigned cpu, uint32_t info, uint64_t address,
                       void *at)
{
    int is_word = qemu_plugin_mem_size_shift(info) == 2 && address % 4 == 0;

    (void)cpu;
    if (qemu_plugin_mem_is_store(info))
        return;
    if (address < begin || address >= end) {
        elsewhere += !is_word;
    } else if (is_word) {
        words++;
    } else if (others++ == 0) {
        other_at = (uintptr_t)at;
    }
}

static void watch_loads(struct tb *tb)
{
    size_t i;

    for (i = 0; i < qemu_plugin_tb_n_insns(tb); i++) {
        struct insn *insn = qemu_plugin_tb_get_insn(tb, i);

        qemu_plugin_register_vcpu_mem_cb(
            insn, count_load, 0, LOADS_AND_STORES,
            (void *)(uintptr_t)qemu_plugin_insn_vaddr(insn));
    }
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
    if (end != 0)
        watch_loads(tb);
}

static void report(id_t_ id, void *user)
{
    char text[160];

    (void)id, (void)user;
    snprintf(text, sizeof text, "metered %" PRIu64 "\n", count);
    qemu_plugin_outs(text);
    if (end == 0)
        return;
    snprintf(text, sizeof text, "loads: words %" PRIu64 ", others %" PRIu64
             " at 0x%" PRIx64 ", elsewhere %" PRIu64 "\n",
             words, others, other_at, elsewhere);
    qemu_plugin_outs(text);
}

static void set(const char *argument, const char *name, uint64_t *number)
{
    size_t size = strlen(name);

    if (strncmp(argument, name, size) == 0 && argument[size] == '=')
        *number = strtoull(argument + size + 1, NULL, 0);
}

int qemu_plugin_install(id_t_ id, const void *info, int argc, char **argv)
{
    int i;

    (void)info;
    for (i = 0; i < argc; i++) {
        set(argv[i], "on", &on);
        set(argv[i], "off", &off);
        set(argv[i], "begin", &begin);
        set(argv[i], "end", &end);
    }
    if (on == 0 || off == 0)
        return -1;
    qemu_plugin_register_vcpu_tb_trans_cb(id, translated);
    qemu_plugin_register_atexit_cb(id, report, NULL);
    return 0;
}
