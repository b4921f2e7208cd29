#define _GNU_SOURCE
#include "CSandbox.h"

#include <linux/close_range.h>
#include <poll.h>
#include <pthread.h>
#include <sys/mman.h>
#include <unistd.h>

int kyc_memory_file(const char *name) { return memfd_create(name, MFD_CLOEXEC); }

void kyc_close_from(int first) { close_range((unsigned)first, ~0U, 0); }

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
