#define _GNU_SOURCE
#include "attempts.h"

#include <arpa/inet.h>
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <sched.h>
#include <signal.h>
#include <spawn.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/ptrace.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <unistd.h>

// `errno` of a call that answers with a negative number, or 0.
#define OUTCOME(call) ((call) < 0 ? errno : 0)

// ---- files ----

static int read_file(const char *path) {
  int file = open(path, O_RDONLY);
  if (file < 0) return errno;
  char byte;
  int outcome = OUTCOME(read(file, &byte, 1));
  close(file);
  return outcome;
}

static int list_folder(const char *path) {
  DIR *folder = opendir(path);
  if (!folder) return errno;
  closedir(folder);
  return 0;
}

static int write_file(const char *path, int flags) {
  int file = open(path, flags, 0600);
  if (file < 0) return errno;
  int outcome = write(file, "x", 1) == 1 ? 0 : errno;
  close(file);
  return outcome;
}

static int make_file(const char *path) { return write_file(path, O_WRONLY | O_CREAT); }
static int append_to_file(const char *path) { return write_file(path, O_WRONLY | O_APPEND); }
static int make_nameless_file(const char *folder) { return write_file(folder, O_WRONLY | O_TMPFILE); }
static int truncate_file(const char *path) { return OUTCOME(truncate(path, 0)); }
static int remove_file(const char *path) { return OUTCOME(unlink(path)); }
static int change_mode(const char *path) { return OUTCOME(chmod(path, 0600)); }
static int make_folder(const char *path) { return OUTCOME(mkdir(path, 0700)); }
static int make_link(const char *path) { return OUTCOME(symlink("/etc/passwd", path)); }
static int make_socket_file(const char *path) { return OUTCOME(mknod(path, S_IFSOCK | 0600, 0)); }

static int rename_file(const char *path) {
  char other[4096];
  snprintf(other, sizeof other, "%s.moved", path);
  return OUTCOME(rename(path, other));
}

// ---- network ----

static int connect_tcp(const char *port) {
  int handle = socket(AF_INET, SOCK_STREAM, 0);
  if (handle < 0) return errno;
  struct sockaddr_in address = {.sin_family = AF_INET, .sin_port = htons((uint16_t)atoi(port))};
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  int outcome = OUTCOME(connect(handle, (struct sockaddr *)&address, sizeof address));
  close(handle);
  return outcome;
}

static int send_udp(const char *port) {
  int handle = socket(AF_INET, SOCK_DGRAM, 0);
  if (handle < 0) return errno;
  struct sockaddr_in address = {.sin_family = AF_INET, .sin_port = htons((uint16_t)atoi(port))};
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  int outcome = OUTCOME(sendto(handle, "x", 1, 0, (struct sockaddr *)&address, sizeof address));
  close(handle);
  return outcome;
}

static int listen_tcp(const char *unused) {
  (void)unused;
  int handle = socket(AF_INET, SOCK_STREAM, 0);
  if (handle < 0) return errno;
  struct sockaddr_in address = {.sin_family = AF_INET};
  int outcome = bind(handle, (struct sockaddr *)&address, sizeof address) || listen(handle, 1) ? errno : 0;
  close(handle);
  return outcome;
}

static int make_local_socket(const char *unused) {
  (void)unused;
  int handle = socket(AF_UNIX, SOCK_STREAM, 0);
  if (handle < 0) return errno;
  close(handle);
  return 0;
}

static int make_socket_pair(const char *unused) {
  (void)unused;
  int pair[2];
  return OUTCOME(socketpair(AF_UNIX, SOCK_STREAM, 0, pair));
}

// ---- processes ----

static int join(pid_t child) {
  if (child < 0) return errno;
  if (child == 0) _exit(0);
  waitpid(child, NULL, 0);
  return 0;
}

static int make_process(const char *unused) {
  (void)unused;
  return join(fork());
}

static int make_process_by_clone(const char *unused) {
  (void)unused;
  return join((pid_t)syscall(SYS_clone, SIGCHLD, NULL, NULL, NULL, NULL));
}

static int make_process_by_clone3(const char *unused) {
  (void)unused;
  struct { uint64_t flags, pidfd, child_tid, parent_tid, exit_signal, stack, stack_size, tls; } arguments = {0};
  arguments.exit_signal = SIGCHLD;
  return join((pid_t)syscall(435, &arguments, sizeof arguments));
}

static int run_program(const char *unused) {
  (void)unused;
  // Answers for the probe.
  execl("/bin/echo", "echo", "done", NULL);
  return errno;
}

static int spawn_program(const char *unused) {
  (void)unused;
  char *arguments[] = {"true", NULL}, *environment[] = {NULL};
  pid_t child;
  int outcome = posix_spawn(&child, "/bin/true", NULL, NULL, arguments, environment);
  if (!outcome) waitpid(child, NULL, 0);
  return outcome;
}

static void *nothing(void *unused) { return unused; }

static int make_thread(const char *unused) {
  (void)unused;
  pthread_t thread;
  int outcome = pthread_create(&thread, NULL, nothing, NULL);
  if (!outcome) pthread_join(thread, NULL);
  return outcome;
}

// With a signal that does nothing, so that the parent survives the control.
static int signal_parent(const char *unused) {
  (void)unused;
  return OUTCOME(kill(getppid(), SIGCONT));
}

static int trace_parent(const char *unused) {
  (void)unused;
  return OUTCOME(ptrace(PTRACE_TRACEME, 0, NULL, NULL));
}

static int read_memory_of_process(const char *unused) {
  (void)unused;
  char from[8] = "secret", to[8];
  struct iovec local = {to, sizeof to}, remote = {from, sizeof from};
  return OUTCOME(process_vm_readv(getpid(), &local, 1, &remote, 1, 0));
}

// ---- memory and time ----

static int allocate(const char *megabytes) {
  size_t size = (size_t)atoi(megabytes) << 20;
  char *memory = mmap(NULL, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
  if (memory == MAP_FAILED) return errno;
  munmap(memory, size);
  return 0;
}

static int map_code(const char *unused) {
  (void)unused;
  void *memory = mmap(NULL, 4096, PROT_READ | PROT_WRITE | PROT_EXEC, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  return memory == MAP_FAILED ? errno : 0;
}

static int make_data_code(const char *unused) {
  (void)unused;
  void *memory = mmap(NULL, 4096, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  return memory == MAP_FAILED ? errno : OUTCOME(mprotect(memory, 4096, PROT_READ | PROT_EXEC));
}

static int raise_limit(const char *unused) {
  (void)unused;
  struct rlimit limit;
  if (getrlimit(RLIMIT_FSIZE, &limit)) return errno;
  limit.rlim_cur = limit.rlim_max = RLIM_INFINITY;
  return OUTCOME(setrlimit(RLIMIT_FSIZE, &limit));
}

static double seconds_used(void) {
  struct timespec time;
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time);
  return (double)time.tv_sec + (double)time.tv_nsec / 1e9;
}

static int spin(const char *seconds) {
  double end = seconds_used() + atof(seconds);
  while (seconds_used() < end) continue;
  return 0;
}

static int spin_and_ignore_signals(const char *seconds) {
  signal(SIGXCPU, SIG_IGN);
  return spin(seconds);
}

// ---- the kernel's large machines, other rights, other worlds ----

static int become_nobody(const char *unused) {
  (void)unused;
  return OUTCOME(setresuid(getuid(), geteuid(), geteuid()));
}

static int become_dumpable(const char *unused) {
  (void)unused;
  return OUTCOME(prctl(PR_SET_DUMPABLE, 1, 0, 0, 0));
}

static int make_memory_file(const char *unused) {
  (void)unused;
  return OUTCOME(memfd_create("x", 0));
}

static int new_world(const char *unused) {
  (void)unused;
  return OUTCOME(unshare(CLONE_NEWUSER));
}

static int make_session(const char *unused) {
  (void)unused;
  // A leader of a group may not make one: then it asks for the group it leads.
  return setsid() >= 0 ? 0 : OUTCOME(setpgid(0, 0));
}

// Called with nonsense, or as nobody, these fail by themselves: only the signal that kills the probe says that the sandbox refused.
static int let_in(long result) {
  (void)result;
  return 0;
}

static int control_file(const char *path) {
  int file = open(path, O_RDONLY);
  if (file < 0) return errno;
  int waiting = 0;
  int outcome = OUTCOME(ioctl(file, FIONREAD, &waiting));
  close(file);
  return outcome;
}

static int kernel_program(const char *unused) { (void)unused; return let_in(syscall(SYS_bpf, 0, NULL, 0)); }
static int kernel_ring(const char *unused) { (void)unused; return let_in(syscall(425, 0, NULL)); }
static int kernel_key(const char *unused) { (void)unused; return let_in(syscall(SYS_keyctl, 0, -1, 0, 0, 0)); }
static int kernel_faults(const char *unused) { (void)unused; return let_in(syscall(SYS_userfaultfd, 0)); }
static int kernel_events(const char *unused) { (void)unused; return let_in(syscall(SYS_perf_event_open, NULL, 0, 0, 0, 0)); }
static int kernel_module(const char *unused) { (void)unused; return let_in(syscall(SYS_init_module, NULL, 0, NULL)); }
static int mount_folder(const char *unused) { (void)unused; return let_in(syscall(SYS_mount, NULL, NULL, NULL, 0, NULL)); }
static int change_root(const char *unused) { (void)unused; return let_in(syscall(SYS_chroot, NULL)); }
static int join_world(const char *unused) { (void)unused; return let_in(syscall(SYS_setns, -1, 0)); }
static int open_by_handle(const char *unused) { (void)unused; return let_in(syscall(SYS_open_by_handle_at, -1, NULL, 0)); }
static int take_descriptor(const char *unused) { (void)unused; return let_in(syscall(438, -1, 0, 0)); }

const attempt attempts[] = {
  {"read file", read_file},
  {"list folder", list_folder},
  {"make file", make_file},
  {"append to file", append_to_file},
  {"make nameless file", make_nameless_file},
  {"truncate file", truncate_file},
  {"remove file", remove_file},
  {"rename file", rename_file},
  {"change mode", change_mode},
  {"make folder", make_folder},
  {"make link", make_link},
  {"make socket file", make_socket_file},
  {"make memory file", make_memory_file},
  {"connect", connect_tcp},
  {"send", send_udp},
  {"listen", listen_tcp},
  {"make local socket", make_local_socket},
  {"make socket pair", make_socket_pair},
  {"fork", make_process},
  {"clone", make_process_by_clone},
  {"clone3", make_process_by_clone3},
  {"exec", run_program},
  {"spawn", spawn_program},
  {"make thread", make_thread},
  {"make session", make_session},
  {"signal parent", signal_parent},
  {"trace", trace_parent},
  {"read memory", read_memory_of_process},
  {"allocate", allocate},
  {"map code", map_code},
  {"make data code", make_data_code},
  {"raise limit", raise_limit},
  {"spin", spin},
  {"spin on", spin_and_ignore_signals},
  {"change user", become_nobody},
  {"become dumpable", become_dumpable},
  {"new world", new_world},
  {"join world", join_world},
  {"change root", change_root},
  {"mount", mount_folder},
  {"control file", control_file},
  {"load program", kernel_program},
  {"make ring", kernel_ring},
  {"use keys", kernel_key},
  {"watch faults", kernel_faults},
  {"watch events", kernel_events},
  {"load module", kernel_module},
  {"open by handle", open_by_handle},
  {"take descriptor", take_descriptor},
};

const size_t attempt_count = sizeof attempts / sizeof *attempts;
