// seccomp: a list of the calls that the C libraries make while they examine a document. Every other call has one of two answers:
//
// - What no honest library does (programs, processes, network, tracing, mounting, other users' rights) kills the process at once:
//   somebody has taken it over, and the parent shall see it.
// - The rest answers as if the kernel were too old to know it. Libraries try such calls and do without: an honest document does not
//   fail because a newer library asks for something that is not listed here.
#define _GNU_SOURCE
#include "layers.h"

#include <errno.h>
#include <fcntl.h>
#include <sched.h>
#include <seccomp.h>
#include <stdio.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <unistd.h>

static const char *const allowed[] = {
  // memory
  "brk", "madvise", "mremap", "munmap",
  // threads, waiting, time
  "clock_getres", "clock_gettime", "clock_nanosleep", "exit", "exit_group", "futex", "getpid", "gettid", "gettimeofday",
  "membarrier", "nanosleep", "restart_syscall", "rseq", "rt_sigaction", "rt_sigprocmask", "rt_sigreturn", "sched_getaffinity",
  "sched_yield", "set_robust_list", "sigaltstack", "time",
  // files that are open, and looking for others
  "access", "close", "faccessat", "faccessat2", "fadvise64", "fstat", "fstatfs", "getcwd", "getdents64", "lseek", "lstat",
  "newfstatat", "poll", "ppoll", "pread64", "read", "readahead", "readlink", "readlinkat", "readv", "stat", "statfs", "statx",
  "write", "writev",
  // this machine and this user
  "getcpu", "getegid", "geteuid", "getgid", "getrandom", "getuid", "sysinfo",
};

static const char *const deadly[] = {
  // programs and processes (clone is a case of its own)
  "execve", "execveat", "fork", "vfork", "kill", "tkill", "rt_sigqueueinfo", "rt_tgsigqueueinfo", "setsid", "setpgid", "ptrace",
  "process_vm_readv", "process_vm_writev", "process_madvise", "kcmp", "pidfd_open", "pidfd_getfd", "pidfd_send_signal",
  // network (socket is a case of its own)
  "socketpair", "connect", "bind", "listen", "accept", "accept4", "sendto", "sendmsg", "sendmmsg", "recvfrom", "recvmsg",
  "recvmmsg",
  // other rights and other worlds
  "setuid", "setgid", "setreuid", "setregid", "setresuid", "setresgid", "setfsuid", "setfsgid", "setgroups", "capset",
  "unshare", "setns", "chroot", "pivot_root", "mount", "umount2", "mount_setattr", "move_mount", "open_tree", "fsopen",
  "fsconfig", "fsmount", "fspick", "open_by_handle_at",
  // the kernel's large machines
  "bpf", "io_uring_setup", "io_uring_enter", "io_uring_register", "perf_event_open", "userfaultfd", "add_key", "keyctl",
  "request_key", "init_module", "finit_module", "delete_module", "kexec_load", "kexec_file_load", "reboot", "swapon", "swapoff",
  "iopl", "ioperm", "modify_ldt", "acct", "quotactl", "settimeofday", "clock_settime", "clock_adjtime", "adjtimex",
};

// A call that this version of libseccomp, or this machine, does not know needs no rule.
static int add(scmp_filter_ctx filter, uint32_t action, const char *name) {
  int number = seccomp_syscall_resolve_name(name);
  return number < 0 ? 0 : seccomp_rule_add_array(filter, action, number, 0, NULL);
}

static int add_if(scmp_filter_ctx filter, uint32_t action, const char *name, unsigned count, const struct scmp_arg_cmp *tests) {
  int number = seccomp_syscall_resolve_name(name);
  return number < 0 ? 0 : seccomp_rule_add_array(filter, action, number, count, tests);
}

// The calls whose arguments decide.
static int add_cases(scmp_filter_ctx filter) {
  int failed = 0;
  // Threads, but no processes. libc's newer call hides its flags behind a pointer: without it libc takes the older one.
  const uint64_t thread = CLONE_VM | CLONE_FS | CLONE_FILES | CLONE_SIGHAND | CLONE_THREAD;
  const uint64_t worlds = CLONE_NEWNS | CLONE_NEWCGROUP | CLONE_NEWUTS | CLONE_NEWIPC | CLONE_NEWUSER | CLONE_NEWPID | CLONE_NEWNET
    | CLONE_PTRACE | CLONE_VFORK;
  const struct scmp_arg_cmp new_thread = SCMP_A0(SCMP_CMP_MASKED_EQ, thread | worlds, thread);
  const struct scmp_arg_cmp new_process = SCMP_A0(SCMP_CMP_MASKED_EQ, CLONE_THREAD, 0);
  failed |= add_if(filter, SCMP_ACT_ALLOW, "clone", 1, &new_thread);
  failed |= add_if(filter, SCMP_ACT_KILL_PROCESS, "clone", 1, &new_process);
  // Files are read, never written.
  const uint64_t writing = O_WRONLY | O_RDWR | O_CREAT | O_TRUNC | O_APPEND | (O_TMPFILE & ~O_DIRECTORY);
  const struct scmp_arg_cmp open_reading = SCMP_A1(SCMP_CMP_MASKED_EQ, writing, 0);
  const struct scmp_arg_cmp openat_reading = SCMP_A2(SCMP_CMP_MASKED_EQ, writing, 0);
  failed |= add_if(filter, SCMP_ACT_ALLOW, "open", 1, &open_reading);
  failed |= add_if(filter, SCMP_ACT_ALLOW, "openat", 1, &openat_reading);
  // All code is there already.
  const struct scmp_arg_cmp data = SCMP_A2(SCMP_CMP_MASKED_EQ, PROT_EXEC, 0);
  failed |= add_if(filter, SCMP_ACT_ALLOW, "mmap", 1, &data);
  failed |= add_if(filter, SCMP_ACT_ALLOW, "mprotect", 1, &data);
  // libc asks for users' names over a local socket and can do without; nobody asks for any other.
  const struct scmp_arg_cmp local = SCMP_A0(SCMP_CMP_EQ, AF_UNIX), remote = SCMP_A0(SCMP_CMP_NE, AF_UNIX);
  failed |= add_if(filter, SCMP_ACT_ERRNO(EACCES), "socket", 1, &local);
  failed |= add_if(filter, SCMP_ACT_KILL_PROCESS, "socket", 1, &remote);
  // A signal to itself is how a process aborts.
  const struct scmp_arg_cmp itself = SCMP_A0(SCMP_CMP_EQ, (uint64_t)getpid());
  const struct scmp_arg_cmp others = SCMP_A0(SCMP_CMP_NE, (uint64_t)getpid());
  failed |= add_if(filter, SCMP_ACT_ALLOW, "tgkill", 1, &itself);
  failed |= add_if(filter, SCMP_ACT_KILL_PROCESS, "tgkill", 1, &others);
  // Limits may be asked for, not set.
  const struct scmp_arg_cmp asking = SCMP_A2(SCMP_CMP_EQ, 0);
  failed |= add_if(filter, SCMP_ACT_ALLOW, "prlimit64", 1, &asking);
  const int descriptor_flags[] = {F_GETFD, F_SETFD, F_GETFL, F_SETFL, F_DUPFD_CLOEXEC};
  for (size_t i = 0; i < sizeof descriptor_flags / sizeof *descriptor_flags; i++) {
    const struct scmp_arg_cmp what = SCMP_A1(SCMP_CMP_EQ, (uint64_t)descriptor_flags[i]);
    failed |= add_if(filter, SCMP_ACT_ALLOW, "fcntl", 1, &what);
  }
  const int about_itself[] = {PR_SET_NAME, PR_GET_NAME, PR_GET_SECCOMP};
  for (size_t i = 0; i < sizeof about_itself / sizeof *about_itself; i++) {
    const struct scmp_arg_cmp what = SCMP_A0(SCMP_CMP_EQ, (uint64_t)about_itself[i]);
    failed |= add_if(filter, SCMP_ACT_ALLOW, "prctl", 1, &what);
  }
  // No terminal, and no device either.
  failed |= add(filter, SCMP_ACT_ERRNO(ENOTTY), "ioctl");
  return failed;
}

const char *kyc_seccomp(const char **detail) {
  scmp_filter_ctx filter = seccomp_init(SCMP_ACT_ERRNO(ENOSYS));
  if (!filter) return "no memory for the filter";
  int failed = seccomp_attr_set(filter, SCMP_FLTATR_ACT_BADARCH, SCMP_ACT_KILL_PROCESS)
    | seccomp_attr_set(filter, SCMP_FLTATR_CTL_TSYNC, 1);
  for (size_t i = 0; i < sizeof allowed / sizeof *allowed; i++) failed |= add(filter, SCMP_ACT_ALLOW, allowed[i]);
  for (size_t i = 0; i < sizeof deadly / sizeof *deadly; i++) failed |= add(filter, SCMP_ACT_KILL_PROCESS, deadly[i]);
  failed |= add_cases(filter);
  int refused = failed ? 0 : seccomp_load(filter);
  seccomp_release(filter);
  if (failed) return "the filter cannot be made";
  if (refused) return kyc_because("not to be had", -refused);
  if (prctl(PR_GET_SECCOMP, 0, 0, 0, 0) != 2) return "the system ignores it";
  static char text[100];
  snprintf(
    text, sizeof text, "%zu calls and a few by their arguments; %zu kill",
    sizeof allowed / sizeof *allowed, sizeof deadly / sizeof *deadly);
  *detail = text;
  return NULL;
}

const char *kyc_seccomp_version(void) {
  static char text[40];
  const struct scmp_version *version = seccomp_version();
  snprintf(text, sizeof text, "%u.%u.%u", version->major, version->minor, version->micro);
  return text;
}
