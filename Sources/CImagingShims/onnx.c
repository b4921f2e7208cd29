// ONNX Runtime has no development package on Debian 12. Its C interface is one table of function pointers that only ever grows at
// its end; these are the entries used, by their place in the table (interface version 17).
#include "CImagingShims.h"

#include <dlfcn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
  kGetErrorMessage = 2,
  kCreateEnv = 3,
  kCreateSession = 7,
  kRun = 9,
  kCreateSessionOptions = 10,
  kDisableMemPattern = 17,
  kDisableCpuMemArena = 19,
  kSetGraphOptimizationLevel = 23,
  kSetIntraOpNumThreads = 24,
  kSetInterOpNumThreads = 25,
  kSessionGetInputName = 36,
  kSessionGetOutputName = 37,
  kCreateTensorWithData = 49,
  kGetTensorMutableData = 51,
  kGetDimensionsCount = 61,
  kGetDimensions = 62,
  kGetTensorTypeAndShape = 65,
  kCreateCpuMemoryInfo = 69,
  kGetAllocator = 78,
  kReleaseStatus = 93,
  kReleaseValue = 96,
  kReleaseShape = 99,
  kReleaseSessionOptions = 100,
  kSessionGetMetadata = 111,
  kMetadataLookup = 116,
  kReleaseMetadata = 118,
};

typedef void *(*get_api)(uint32_t version);
typedef struct {
  get_api get;
  const char *(*version)(void);
} api_base;

struct kyc_onnx {
  void **table;
  void *environment;
  void *memory;
  void *allocator;
  const char *version;
};

struct kyc_onnx_model {
  kyc_onnx *runtime;
  void *session;
  char *input;
  char *output;
};

// Calls an entry that answers with a status; leaves the message of a failure in `problem`.
#define CALL(runtime, index, parameters, ...) \
  settled(runtime, ((void *(*) parameters)(runtime)->table[index])(__VA_ARGS__), problem, capacity)

static int settled(kyc_onnx *runtime, void *status, char *problem, size_t capacity) {
  if (!status) return 0;
  const char *message = ((const char *(*)(const void *))runtime->table[kGetErrorMessage])(status);
  if (problem) snprintf(problem, capacity, "%s", message);
  ((void (*)(void *))runtime->table[kReleaseStatus])(status);
  return -1;
}

kyc_onnx *kyc_onnx_open(const char *library, char *problem, size_t capacity) {
  void *handle = dlopen(library, RTLD_NOW | RTLD_LOCAL);
  if (!handle) {
    snprintf(problem, capacity, "%s", dlerror());
    return NULL;
  }
  const api_base *(*base)(void) = (const api_base *(*)(void))dlsym(handle, "OrtGetApiBase");
  void **table = base ? base()->get(17) : NULL;
  if (!table) {
    snprintf(problem, capacity, "%s does not speak version 17 of the interface", library);
    return NULL;
  }
  kyc_onnx *runtime = calloc(1, sizeof *runtime);
  if (!runtime) return NULL;
  runtime->table = table;
  runtime->version = base()->version();
  const int errors_only = 3, arena_allocator = 1, default_memory = 0;
  if (CALL(runtime, kCreateEnv, (int, const char *, void **), errors_only, "kyc", &runtime->environment)
      || CALL(runtime, kCreateCpuMemoryInfo, (int, int, void **), arena_allocator, default_memory, &runtime->memory)
      || CALL(runtime, kGetAllocator, (void **), &runtime->allocator)) {
    free(runtime);
    return NULL;
  }
  return runtime;
}

const char *kyc_onnx_version(const kyc_onnx *runtime) { return runtime->version; }

kyc_onnx_model *kyc_onnx_load(kyc_onnx *runtime, const char *path, char *problem, size_t capacity) {
  kyc_onnx_model *model = calloc(1, sizeof *model);
  void *options = NULL;
  if (!model) return NULL;
  model->runtime = runtime;
  const int all_optimizations = 99;
  int failed = CALL(runtime, kCreateSessionOptions, (void **), &options)
    || CALL(runtime, kSetIntraOpNumThreads, (void *, int), options, 1)
    || CALL(runtime, kSetInterOpNumThreads, (void *, int), options, 1)
    || CALL(runtime, kDisableCpuMemArena, (void *), options)
    || CALL(runtime, kDisableMemPattern, (void *), options)
    || CALL(runtime, kSetGraphOptimizationLevel, (void *, int), options, all_optimizations)
    || CALL(
         runtime, kCreateSession, (void *, const char *, const void *, void **), runtime->environment, path, options,
         &model->session)
    || CALL(
         runtime, kSessionGetInputName, (void *, size_t, void *, char **), model->session, 0, runtime->allocator,
         &model->input)
    || CALL(
         runtime, kSessionGetOutputName, (void *, size_t, void *, char **), model->session, 0, runtime->allocator,
         &model->output);
  if (options) ((void (*)(void *))runtime->table[kReleaseSessionOptions])(options);
  if (failed) {
    free(model);
    return NULL;
  }
  return model;
}

char *kyc_onnx_metadata(kyc_onnx_model *model, const char *key) {
  kyc_onnx *runtime = model->runtime;
  char *problem = NULL;
  size_t capacity = 0;
  void *metadata = NULL;
  char *value = NULL;
  if (CALL(runtime, kSessionGetMetadata, (void *, void **), model->session, &metadata)) return NULL;
  CALL(runtime, kMetadataLookup, (void *, void *, const char *, char **), metadata, runtime->allocator, key, &value);
  char *copy = value ? strdup(value) : NULL;
  ((void (*)(void *))runtime->table[kReleaseMetadata])(metadata);
  return copy;
}

int kyc_onnx_run(
  kyc_onnx_model *model, const float *input, const int64_t shape[4], kyc_onnx_tensor *output, char *problem,
  size_t capacity) {
  kyc_onnx *runtime = model->runtime;
  void *in = NULL, *out = NULL, *info = NULL;
  size_t bytes = (size_t)(shape[0] * shape[1] * shape[2] * shape[3]) * sizeof(float), rank = 0;
  const int float_elements = 1;
  const char *inputs[] = {model->input}, *outputs[] = {model->output};
  int failed = CALL(
                 runtime, kCreateTensorWithData, (void *, void *, size_t, const int64_t *, size_t, int, void **),
                 runtime->memory, (void *)input, bytes, shape, 4, float_elements, &in)
    || CALL(
         runtime, kRun,
         (void *, void *, const char *const *, void *const *, size_t, const char *const *, size_t, void **),
         model->session, NULL, inputs, &in, 1, outputs, 1, &out)
    || CALL(runtime, kGetTensorMutableData, (void *, const float **), out, &output->data)
    || CALL(runtime, kGetTensorTypeAndShape, (void *, void **), out, &info)
    || CALL(runtime, kGetDimensionsCount, (void *, size_t *), info, &rank) || rank > 6
    || CALL(runtime, kGetDimensions, (void *, int64_t *, size_t), info, output->shape, rank);
  if (info) ((void (*)(void *))runtime->table[kReleaseShape])(info);
  if (in) ((void (*)(void *))runtime->table[kReleaseValue])(in);
  output->value = out;
  output->rank = (int)rank;
  if (failed && out) kyc_onnx_release(model, output);
  return failed ? -1 : 0;
}

void kyc_onnx_release(kyc_onnx_model *model, kyc_onnx_tensor *output) {
  ((void (*)(void *))model->runtime->table[kReleaseValue])(output->value);
  output->value = NULL;
}
