/*
 * What the command calls and newlib lacks here: there are no folders to make,
 * no signals and no other processes.  --output and --jobs are refused.
 */
#define _POSIX_C_SOURCE 200809L

#include <errno.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/stat.h>

#include "../../port/posix/batch.h"

static int refuse(void)
{
    errno = ENOSYS;
    return -1;
}

int mkdir(const char *path, mode_t mode)
{
    (void)path;
    (void)mode;
    return refuse();
}

int fchmod(int file, mode_t mode)
{
    (void)file;
    (void)mode;
    return refuse();
}

mode_t umask(mode_t mask)
{
    (void)mask;
    return 0;
}

int sigaction(int number, const struct sigaction *action,
              struct sigaction *before)
{
    (void)number;
    (void)action;
    (void)before;
    return refuse();
}

struct jobs *jobs_start(int count, const struct reader *reader)
{
    (void)count;
    (void)reader;
    complain("--jobs", "there are no processes here");
    exit(EXIT_SYSTEM);
}

void jobs_begin(void *user, const struct record *record)
{
    (void)user;
    (void)record;
}

void jobs_data(void *user, const char *bytes, size_t size)
{
    (void)user;
    (void)bytes;
    (void)size;
}

void jobs_end(void *user, int fault)
{
    (void)user;
    (void)fault;
}

void jobs_wait(struct jobs *jobs, int file)
{
    (void)jobs;
    (void)file;
}

int jobs_finish(struct jobs *jobs)
{
    (void)jobs;
    return EXIT_SYSTEM;
}
