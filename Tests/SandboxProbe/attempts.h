// What a child that was taken over may try. Each returns 0 when it had its way, else `errno`.
#pragma once
#include <stddef.h>

typedef struct {
  const char *name;
  int (*run)(const char *argument);
} attempt;

extern const attempt attempts[];
extern const size_t attempt_count;
