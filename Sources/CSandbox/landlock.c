// Landlock: reading a few files, and nothing else of files, TCP and other processes. The numbers are those of linux/landlock.h up
// to its version 7; the header of an older system lacks the later ones.
#define _GNU_SOURCE
#include "layers.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

enum { create_ruleset = 444, add_rule = 445, restrict_self = 446 };
enum { version_flag = 1, path_beneath = 1 };

static const uint64_t read_file = 1 << 2, read_dir = 1 << 3;

// All rights over files that a version of Landlock knows.
static uint64_t file_rights(int version) {
  uint64_t rights = (1 << 13) - 1;
  if (version >= 2) rights |= 1 << 13;  // moving between folders
  if (version >= 3) rights |= 1 << 14;  // truncating
  if (version >= 5) rights |= 1 << 15;  // controlling devices
  return rights;
}

struct ruleset {
  uint64_t files;
  uint64_t network;
  uint64_t scopes;
};

struct rule {
  uint64_t allowed;
  int32_t parent;
} __attribute__((packed));

// What the C libraries open by themselves once a document is being examined: fonts that a PDF does not carry, the names of its
// characters, and tesseract's data. What is not there is left out.
static const char *const always_readable[] = {
  "/etc/fonts", "/usr/share/fontconfig", "/usr/share/fonts", "/usr/local/share/fonts", "/var/cache/fontconfig",
  "/usr/share/poppler", "/usr/share/tesseract-ocr", "/usr/share/tessdata",
};

// 0 also for a file that is not there.
static int allow(int ruleset, const char *path) {
  int file = open(path, O_PATH | O_CLOEXEC);
  if (file < 0) return errno == ENOENT || errno == ENOTDIR || errno == EACCES ? 0 : -1;
  struct stat status;
  int failed = fstat(file, &status);
  if (!failed) {
    struct rule rule = {S_ISDIR(status.st_mode) ? read_file | read_dir : read_file, file};
    failed = (int)syscall(add_rule, ruleset, path_beneath, &rule, 0);
  }
  close(file);
  return failed;
}

const char *kyc_landlock(const kyc_allowance *allowance, const char **detail) {
  int version = (int)syscall(create_ruleset, NULL, 0, version_flag);
  if (version < 1) return kyc_because("not in this kernel", errno);
  // It binds the calling thread and what it starts: a thread that runs already would stay free.
  struct stat threads;
  if (!stat("/proc/self/task", &threads) && threads.st_nlink > 3) return "other threads run already";
  struct ruleset handled = {file_rights(version), version >= 4 ? 3 : 0, version >= 6 ? 3 : 0};
  int ruleset = (int)syscall(create_ruleset, &handled, sizeof handled, 0);
  if (ruleset < 0) return kyc_because("rules", errno);
  int failed = 0;
  for (size_t i = 0; i < sizeof always_readable / sizeof *always_readable; i++) {
    failed |= allow(ruleset, always_readable[i]);
  }
  for (size_t i = 0; i < allowance->readable_count; i++) failed |= allow(ruleset, allowance->readable[i]);
  if (!failed) failed = prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) || syscall(restrict_self, ruleset, 0);
  int error = errno;
  close(ruleset);
  if (failed) return kyc_because("rules", error);
  int root = open("/", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (root >= 0) {
    close(root);
    return "the system ignores it";
  }
  static char text[80];
  snprintf(
    text, sizeof text, "ABI %d: reads models, fonts and language data only%s%s", version,
    version >= 4 ? "; no TCP" : "", version >= 6 ? "; no signals" : "");
  *detail = text;
  return NULL;
}
