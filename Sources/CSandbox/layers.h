// The layers of the sandbox, in the order in which they are put up. Each returns NULL when it holds, or what failed; `detail` is
// what to say when it holds.
#pragma once
#include "CSandbox.h"

const char *kyc_limits(const kyc_allowance *allowance, const char **detail);
const char *kyc_no_new_privileges(const char **detail);
const char *kyc_not_dumpable(const char **detail);
const char *kyc_landlock(const kyc_allowance *allowance, const char **detail);
const char *kyc_seccomp(const char **detail);

/// "what: the text of `error`", in one of a few static buffers: for failures only, which are rare and final.
const char *kyc_because(const char *what, int error);
