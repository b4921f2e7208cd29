// What Swift does not see of Linux: an anonymous file in memory, and the limits a process puts on itself.
#pragma once
#include <stdint.h>

/// An anonymous file in memory, closed on exec unless handed over. The descriptor, or -1 with `errno`.
int kyc_memory_file(const char *name);

/// Bounds this process before it touches the document: address space in bytes, CPU time in seconds; no core dump, no new
/// privileges, no tracing, no growing file. 0, or -1 with `errno`.
int kyc_limit_this_process(uint64_t address_space, uint64_t cpu_seconds);

/// Ends this process as soon as nobody reads the pipe any more: so that a child does not outlive its parent. (The kernel's own parent
/// death signal follows the thread that started the child, not the process.) 0 or -1.
int kyc_end_with_reader(int pipe);
