// For tests only: locks itself in like kyc-inspector and then tries to get out.
//
//   SandboxProbe locked READABLE NAME [ARGUMENT]   locks itself in, then makes one attempt
//   SandboxProbe free READABLE NAME [ARGUMENT]     makes the attempt without a sandbox
//   SandboxProbe layers                            locks itself in, and prints a line for each layer
//   SandboxProbe threaded                          the same, while another thread runs
//   SandboxProbe descriptors                       opens files, closes all that is open, and prints the descriptors left
//   SandboxProbe names                             prints the names of all attempts
//   SandboxProbe without LAYER[,LAYER] PROGRAM [ARGUMENT…]   runs a program as on a kernel without `landlock` or `seccomp`
//
// An attempt that had its way prints `done`; one that was refused prints the system's reason.
#define _GNU_SOURCE
#include "CSandbox.h"
#include "attempts.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <seccomp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <unistd.h>

enum { megabytes = 256, cpu_seconds = 1, bad_use = 64 };

static void lock_in(const char *const *readable, size_t count, kyc_layer layers[kyc_layer_count]) {
  const kyc_allowance allowance = {(uint64_t)megabytes << 20, cpu_seconds, readable, count};
  kyc_lock_in(&allowance, layers);
}

static int try(const char *name, const char *argument) {
  for (size_t i = 0; i < attempt_count; i++) {
    if (strcmp(attempts[i].name, name)) continue;
    int error = attempts[i].run(argument);
    printf("%s\n", error ? strerror(error) : "done");
    return fflush(stdout);
  }
  return bad_use;
}

static int print_layers(void) {
  kyc_layer layers[kyc_layer_count];
  lock_in(NULL, 0, layers);
  for (int i = 0; i < kyc_layer_count; i++) {
    printf("%s %s %s\n", layers[i].name, layers[i].holds ? "holds" : "gap", layers[i].detail);
  }
  return fflush(stdout);
}

static void *wait_for_ever(void *unused) {
  (void)unused;
  for (;;) pause();
}

static int print_layers_beside_a_thread(void) {
  pthread_t thread;
  return pthread_create(&thread, NULL, wait_for_ever, NULL) ? bad_use : print_layers();
}

static int print_descriptors(void) {
  for (int i = 0; i < 5; i++) {
    if (open("/etc/passwd", O_RDONLY) < 0) return bad_use;
  }
  kyc_close_from(STDERR_FILENO + 1);
  DIR *folder = opendir("/proc/self/fd");
  if (!folder) return bad_use;
  for (struct dirent *entry; (entry = readdir(folder));) {
    if (entry->d_name[0] != '.' && atoi(entry->d_name) != dirfd(folder)) printf("%s\n", entry->d_name);
  }
  return fflush(stdout);
}

static int run_without(const char *layers, char **program) {
  scmp_filter_ctx filter = seccomp_init(SCMP_ACT_ALLOW);
  if (!filter) return bad_use;
  const struct scmp_arg_cmp a_filter = SCMP_A0(SCMP_CMP_EQ, PR_SET_SECCOMP);
  int failed = 0;
  if (strstr(layers, "landlock")) failed |= seccomp_rule_add(filter, SCMP_ACT_ERRNO(ENOSYS), 444, 0);
  if (strstr(layers, "seccomp")) {
    failed |= seccomp_rule_add(filter, SCMP_ACT_ERRNO(ENOSYS), SCMP_SYS(seccomp), 0);
    failed |= seccomp_rule_add_array(filter, SCMP_ACT_ERRNO(EINVAL), SCMP_SYS(prctl), 1, &a_filter);
  }
  if (failed || seccomp_load(filter)) return bad_use;
  execv(program[0], program);
  return bad_use;
}

int main(int count, char **arguments) {
  const char *mode = count > 1 ? arguments[1] : "";
  if (!strcmp(mode, "layers")) return print_layers();
  if (!strcmp(mode, "threaded")) return print_layers_beside_a_thread();
  if (!strcmp(mode, "descriptors")) return print_descriptors();
  if (!strcmp(mode, "names")) {
    for (size_t i = 0; i < attempt_count; i++) printf("%s\n", attempts[i].name);
    return 0;
  }
  if (count < 4) return bad_use;
  if (!strcmp(mode, "without")) return run_without(arguments[2], arguments + 3);
  if (!strcmp(mode, "locked")) {
    const char *const readable[] = {arguments[2]};
    kyc_layer layers[kyc_layer_count];
    lock_in(readable, 1, layers);
  }
  return try(arguments[3], count > 4 ? arguments[4] : NULL);
}
