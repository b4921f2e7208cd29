#define _GNU_SOURCE
#include "layers.h"

#include <errno.h>
#include <linux/capability.h>
#include <stdio.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>

const char *kyc_because(const char *what, int error) {
  static char texts[kyc_layer_count][120];
  static int next = 0;
  char *text = texts[next++ % kyc_layer_count];
  snprintf(text, sizeof texts[0], "%s: %s", what, strerror(error));
  return text;
}

// A limit that somebody set lower already stays: only the privileged may raise one.
static int limit(int resource, rlim_t soft, rlim_t hard) {
  struct rlimit value;
  if (getrlimit(resource, &value)) return -1;
  value.rlim_max = value.rlim_max < hard ? value.rlim_max : hard;
  value.rlim_cur = value.rlim_max < soft ? value.rlim_max : soft;
  return setrlimit(resource, &value);
}

const char *kyc_limits(const kyc_allowance *allowance, const char **detail) {
  if (limit(RLIMIT_AS, allowance->address_space, allowance->address_space)) return kyc_because("address space", errno);
  // One second between the polite signal and the one that cannot be ignored.
  if (limit(RLIMIT_CPU, allowance->cpu_seconds, allowance->cpu_seconds + 1)) return kyc_because("CPU time", errno);
  if (limit(RLIMIT_FSIZE, 0, 0)) return kyc_because("file size", errno);
  if (limit(RLIMIT_CORE, 0, 0)) return kyc_because("core", errno);
  if (limit(RLIMIT_NOFILE, 64, 64)) return kyc_because("open files", errno);
  static char text[120];
  snprintf(
    text, sizeof text, "%llu MiB of address space, %llu s of CPU time, no written byte, no core, 64 files",
    (unsigned long long)allowance->address_space >> 20, (unsigned long long)allowance->cpu_seconds);
  *detail = text;
  return NULL;
}

const char *kyc_no_new_privileges(const char **detail) {
  if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0)) return kyc_because("no new privileges", errno);
  // Root keeps its number but none of its powers.
  struct __user_cap_header_struct header = {_LINUX_CAPABILITY_VERSION_3, 0};
  struct __user_cap_data_struct none[2] = {{0, 0, 0}, {0, 0, 0}};
  if (syscall(SYS_capset, &header, none)) return kyc_because("capabilities", errno);
  if (prctl(PR_GET_NO_NEW_PRIVS, 0, 0, 0, 0) != 1) return "the system ignores it";
  *detail = "none to gain, and root's own given up";
  return NULL;
}

const char *kyc_not_dumpable(const char **detail) {
  if (prctl(PR_SET_DUMPABLE, 0, 0, 0, 0)) return kyc_because("not dumpable", errno);
  if (prctl(PR_GET_DUMPABLE, 0, 0, 0, 0) != 0) return "the system ignores it";
  *detail = "no dump, and no process of the same user may look in";
  return NULL;
}

void kyc_lock_in(const kyc_allowance *allowance, kyc_layer layers[kyc_layer_count]) {
  const char *detail = "";
  int index = 0;
#define LAYER(label, call) \
  do { \
    const char *failure = call; \
    layers[index++] = (kyc_layer){label, !failure, failure ? failure : detail}; \
  } while (0)
  LAYER("limits", kyc_limits(allowance, &detail));
  LAYER("noNewPrivileges", kyc_no_new_privileges(&detail));
  LAYER("notDumpable", kyc_not_dumpable(&detail));
  LAYER("landlock", kyc_landlock(allowance, &detail));
  LAYER("seccomp", kyc_seccomp(&detail));
#undef LAYER
}
