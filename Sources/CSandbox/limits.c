#define _GNU_SOURCE
#include "CSandbox.h"

#include <poll.h>
#include <pthread.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <unistd.h>

int kyc_memory_file(const char *name) { return memfd_create(name, MFD_CLOEXEC); }

static int limit(int resource, rlim_t soft, rlim_t hard) {
  const struct rlimit value = {soft, hard};
  return setrlimit(resource, &value);
}

int kyc_limit_this_process(uint64_t address_space, uint64_t cpu_seconds) {
  if (limit(RLIMIT_AS, address_space, address_space)) return -1;
  if (limit(RLIMIT_CPU, cpu_seconds, cpu_seconds + 1)) return -1;
  if (limit(RLIMIT_CORE, 0, 0)) return -1;
  if (limit(RLIMIT_FSIZE, 0, 0)) return -1;
  if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0)) return -1;
  if (prctl(PR_SET_DUMPABLE, 0, 0, 0, 0)) return -1;
  return 0;
}

static void *watch(void *pipe) {
  struct pollfd reply = {(int)(intptr_t)pipe, 0, 0};
  while (!(reply.revents & (POLLERR | POLLHUP | POLLNVAL))) poll(&reply, 1, -1);
  _exit(1);
}

int kyc_end_with_reader(int pipe) {
  pthread_t thread;
  if (pthread_create(&thread, NULL, watch, (void *)(intptr_t)pipe)) return -1;
  return pthread_detach(thread) ? -1 : 0;
}
