// What Swift cannot call itself: libvips' variadic operations, and ONNX Runtime's table of function pointers.
// Nothing returned points into memory that the caller lent.
#pragma once
#include <stddef.h>
#include <stdint.h>

// ---- libvips ----

/// Starts libvips with one thread, no operation cache, and decoders for JPEG and PNG only. Returns 0, or -1 on failure. Call once.
int kyc_vips_start(void);

typedef struct {
  int width;
  int height;
  /// EXIF orientation as stored; 0 when absent.
  int orientation;
} kyc_picture_header;

/// Reads only the header of a picture in memory. 0, or -1 when libvips cannot open it.
int kyc_vips_header(const void *bytes, size_t count, kyc_picture_header *header);

/// Decodes a picture to 8-bit sRGB, three interleaved bands, rows top to bottom, alpha flattened on white, orientation not applied.
/// `pixels` holds width × height × 3 bytes for the header's size. `strict`: the decoder's
/// complaints fail it too, not only an early end. 0, or -1 when it cannot be decoded.
int kyc_vips_decode(const void *bytes, size_t count, int strict, uint8_t *pixels, size_t capacity);

/// Encodes 8-bit pixels (`bands` 1 or 3) as baseline JPEG without chroma subsampling and without metadata. The result is released with
/// `kyc_vips_free`. 0 or -1.
int kyc_vips_encode_jpeg(
  const uint8_t *pixels, int width, int height, int bands, int quality, void **jpeg, size_t *count);

void kyc_vips_free(void *memory);

/// Such as "8.14.1".
const char *kyc_vips_version(void);

// ---- ONNX Runtime ----

typedef struct kyc_onnx kyc_onnx;
typedef struct kyc_onnx_model kyc_onnx_model;

/// Opens the shared library and makes an environment. NULL on failure, with a sentence in `problem` (of `capacity` bytes).
kyc_onnx *kyc_onnx_open(const char *library, char *problem, size_t capacity);

/// Such as "1.23.2".
const char *kyc_onnx_version(const kyc_onnx *runtime);

/// Loads a model for one thread. NULL on failure, with a sentence in `problem`.
kyc_onnx_model *kyc_onnx_load(kyc_onnx *runtime, const char *path, char *problem, size_t capacity);

/// A value of the model's own metadata, to be released with `free`; NULL when it has none by that name.
char *kyc_onnx_metadata(kyc_onnx_model *model, const char *key);

typedef struct {
  /// Released with `kyc_onnx_release`.
  void *value;
  const float *data;
  int64_t shape[6];
  int rank;
} kyc_onnx_tensor;

/// Runs the model's first input (rank 4) to its first output. 0, or -1 with a sentence in `problem`.
int kyc_onnx_run(
  kyc_onnx_model *model, const float *input, const int64_t shape[4], kyc_onnx_tensor *output, char *problem,
  size_t capacity);

void kyc_onnx_release(kyc_onnx_model *model, kyc_onnx_tensor *output);
