#include "harness.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static unsigned long passed, failed, skipped;

int harness_check(int ok, const char *what)
{
    if (ok)
        passed++;
    else
        failed++;
    if (!ok)
        printf("FAILED: %s\n", what);
    return ok;
}

void harness_skip(const char *reason)
{
    skipped++;
    printf("skipped: %s\n", reason);
}

int harness_summary(void)
{
    printf("%lu passed, %lu failed", passed, failed);
    if (skipped > 0)
        printf(", %lu skipped", skipped);
    putchar('\n');
    return failed > 0;
}

void *harness_allocate(size_t size)
{
    void *p = malloc(size > 0 ? size : 1);

    if (p == NULL) {
        fputs("out of memory\n", stderr);
        exit(2);
    }
    return p;
}

char *harness_file(const char *path, size_t *size)
{
    FILE *file = fopen(path, "rb");
    char *bytes = NULL;
    size_t room = 0, n = 1;

    for (*size = 0; file != NULL && n > 0; *size += n) {
        if (*size == room) {
            room = room > 0 ? 2 * room : 65536;
            bytes = realloc(bytes, room + 1);
            if (bytes == NULL)
                exit(2);
        }
        n = fread(bytes + *size, 1, room - *size, file);
    }
    if (file == NULL || ferror(file)) {
        perror(path);
        exit(2);
    }
    fclose(file);
    bytes[*size] = '\0';
    return bytes;
}

void text_bytes(struct text *t, const char *bytes, size_t size)
{
    if (t->size + size + 1 > t->room) {
        t->room = 2 * (t->size + size + 1);
        t->bytes = realloc(t->bytes, t->room);
        if (t->bytes == NULL)
            abort();
    }
    memcpy(t->bytes + t->size, bytes, size);
    t->size += size;
    t->bytes[t->size] = '\0';
}

void text_add(struct text *t, const char *s)
{
    text_bytes(t, s, strlen(s));
}

uint32_t harness_random(uint32_t *seed)
{
    *seed = *seed * 1664525u + 1013904223u;
    return *seed >> 8;
}

int harness_is_utf8(const char *bytes, size_t n)
{
    static const unsigned long least[] = {0, 0x80, 0x800, 0x10000};
    const unsigned char *p = (const unsigned char *)bytes;
    size_t i = 0;

    while (i < n) {
        unsigned long c = p[i++];
        int tail = c < 0x80 ? 0 : c < 0xE0 ? 1 : c < 0xF0 ? 2 : 3, k;

        if ((c >= 0x80 && c < 0xC0) || c > 0xF7)
            return 0;
        if (tail > 0)
            c &= 0x3Fu >> tail;
        for (k = 0; k < tail; k++, i++) {
            if (i == n || (p[i] & 0xC0) != 0x80)
                return 0;
            c = c << 6 | (p[i] & 0x3Fu);
        }
        if (c < least[tail] || c > 0x10FFFF || (c >= 0xD800 && c <= 0xDFFF))
            return 0;
    }
    return 1;
}
