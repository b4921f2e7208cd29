// What Swift does not see of Linux: an anonymous file in memory, and the sandbox that a process puts around itself.
#pragma once
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/// An anonymous file in memory, closed on exec unless handed over. The descriptor, or -1 with `errno`.
int kyc_memory_file(const char *name);

/// Closes every descriptor from `first` on, whoever left it open.
void kyc_close_from(int first);

/// Memory that is freed stays with this process and is used again, up to 32 MiB a piece: it is not asked of the system
/// once more, page by page, for each step that works on a picture. For a process that ends after one document.
void kyc_keep_freed_memory(void);

/// Ends this process as soon as nobody reads the pipe any more: so that a child does not outlive its parent. (The kernel's own
/// parent death signal follows the thread that started the child, not the process.) Starts a thread, so it comes after
/// `kyc_lock_in`. 0 or -1.
int kyc_end_with_reader(int pipe);

/// One defence of the sandbox.
typedef struct {
  const char *name;
  /// It took hold, as seen from inside.
  bool holds;
  /// What holds, or why it does not.
  const char *detail;
} kyc_layer;

enum { kyc_layer_count = 5 };

/// What a process may still use after it locked itself in.
typedef struct {
  /// In bytes.
  uint64_t address_space;
  uint64_t cpu_seconds;
  /// Files and folders that may be read, beside the fonts and language data that the C libraries look up themselves.
  const char *const *readable;
  size_t readable_count;
} kyc_allowance;

/// Locks this process in for good, before it touches a document: limits; no new privileges; no dumps, no tracing; Landlock (reading
/// only, and only the files named); seccomp (no programs, no processes, no network, no new code; whoever tries is killed). Call
/// once, while there is one thread. A layer that the system lacks does not keep the others from holding.
void kyc_lock_in(const kyc_allowance *allowance, kyc_layer layers[kyc_layer_count]);

/// Such as "2.5.4": libseccomp as it is loaded.
const char *kyc_seccomp_version(void);
