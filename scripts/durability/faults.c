// Preloaded into kyc: counts the calls that change files below CHAOS_ROOT, over all threads, and at the CHAOS_AT-th kills the
// process or lets the call fail. CHAOS_DO: count (default), kill, ENOSPC, EIO. CHAOS_COUNT: where the count goes.
// CHAOS_CLOCK: seconds that the clock on the wall is wrong by.
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <signal.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/time.h>
#include <time.h>
#include <unistd.h>

static atomic_int calls;
static const char *root, *act;
static int at;
static long shift;

static void *real(const char *name) { return dlsym(RTLD_NEXT, name); }

__attribute__((constructor)) static void start(void) {
  root = getenv("CHAOS_ROOT");
  act = getenv("CHAOS_DO") ? getenv("CHAOS_DO") : "count";
  at = getenv("CHAOS_AT") ? atoi(getenv("CHAOS_AT")) : 0;
  shift = getenv("CHAOS_CLOCK") ? atol(getenv("CHAOS_CLOCK")) : 0;
}

__attribute__((destructor)) static void end(void) {
  const char *path = getenv("CHAOS_COUNT");
  if (!path) return;
  FILE *file = fopen(path, "w");
  if (file) {
    fprintf(file, "%d\n", atomic_load(&calls));
    fclose(file);
  }
}

// Whether this call is to fail; the process may end here.
static int fails(const char *path) {
  if (!root || !path || strncmp(path, root, strlen(root)) != 0) return 0;
  if (atomic_fetch_add(&calls, 1) + 1 != at) return 0;
  if (strcmp(act, "kill") == 0) kill(getpid(), SIGKILL);
  if (strcmp(act, "ENOSPC") == 0) return errno = ENOSPC;
  if (strcmp(act, "EIO") == 0) return errno = EIO;
  return 0;
}

static int fails_on(int file) {
  if (!root) return 0;
  char link[64], path[PATH_MAX];
  snprintf(link, sizeof link, "/proc/self/fd/%d", file);
  ssize_t length = readlink(link, path, sizeof path - 1);
  if (length < 0) return 0;
  path[length] = 0;
  return fails(path);
}

#define ON_FILE(type, name, parameters, file, arguments) \
  type name parameters {                                 \
    static type(*next) parameters;                       \
    if (!next) next = real(#name);                       \
    if (fails_on(file)) return -1;                       \
    return next arguments;                               \
  }

#define ON_PATH(name, parameters, path, arguments) \
  int name parameters {                            \
    static int(*next) parameters;                  \
    if (!next) next = real(#name);                 \
    if (fails(path)) return -1;                    \
    return next arguments;                         \
  }

ON_FILE(ssize_t, write, (int f, const void *b, size_t n), f, (f, b, n))
ON_FILE(ssize_t, pwrite, (int f, const void *b, size_t n, off_t o), f, (f, b, n, o))
ON_FILE(ssize_t, pwrite64, (int f, const void *b, size_t n, off64_t o), f, (f, b, n, o))
ON_FILE(int, fsync, (int f), f, (f))
ON_FILE(int, fdatasync, (int f), f, (f))
ON_FILE(int, ftruncate, (int f, off_t n), f, (f, n))
ON_FILE(int, ftruncate64, (int f, off64_t n), f, (f, n))
ON_PATH(rename, (const char *p, const char *q), q, (p, q))
ON_PATH(link, (const char *p, const char *q), q, (p, q))
ON_PATH(unlink, (const char *p), p, (p))
ON_PATH(mkdir, (const char *p, mode_t m), p, (p, m))

int clock_gettime(clockid_t clock, struct timespec *now) {
  static int (*next)(clockid_t, struct timespec *);
  if (!next) next = real("clock_gettime");
  int result = next(clock, now);
  if (result == 0 && clock == CLOCK_REALTIME) now->tv_sec += shift;
  return result;
}

int gettimeofday(struct timeval *restrict now, void *restrict zone) {
  static int (*next)(struct timeval *restrict, void *restrict);
  if (!next) next = real("gettimeofday");
  int result = next(now, zone);
  if (result == 0) now->tv_sec += shift;
  return result;
}
