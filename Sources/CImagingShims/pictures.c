#include "CImagingShims.h"

#include <string.h>
#include <vips/vips.h>

int kyc_vips_start(void) {
  // libvips looks below this folder for its modules: decoders for formats that nobody asks for, and half of the time to start.
  g_setenv("VIPSHOME", "/nonexistent", TRUE);
  if (VIPS_INIT("kyc-inspector")) return -1;
  vips_operation_block_set("VipsForeignLoad", TRUE);
  vips_operation_block_set("VipsForeignLoadJpeg", FALSE);
  vips_operation_block_set("VipsForeignLoadPng", FALSE);
  vips_concurrency_set(1);
  vips_cache_set_max(0);
  vips_leak_set(FALSE);
  return 0;
}

void kyc_vips_free(void *memory) { g_free(memory); }

const char *kyc_vips_version(void) { return vips_version_string(); }

int kyc_vips_header(const void *bytes, size_t count, kyc_picture_header *header) {
  VipsImage *image = vips_image_new_from_buffer(bytes, count, "", "access", VIPS_ACCESS_SEQUENTIAL, NULL);
  if (!image) {
    vips_error_clear();
    return -1;
  }
  header->width = vips_image_get_width(image);
  header->height = vips_image_get_height(image);
  header->orientation = 0;
  if (vips_image_get_typeof(image, VIPS_META_ORIENTATION)) {
    vips_image_get_int(image, VIPS_META_ORIENTATION, &header->orientation);
  }
  g_object_unref(image);
  return 0;
}

// Takes over the reference to `image`; returns a new one, or NULL.
static VipsImage *as_srgb(VipsImage *image) {
  VipsImage *next = NULL;
  int failed = vips_colourspace(image, &next, VIPS_INTERPRETATION_sRGB, NULL);
  g_object_unref(image);
  if (failed) return NULL;
  image = next;
  // After the conversion: white is 255 for a picture of 16 bits too.
  if (vips_image_hasalpha(image)) {
    double white[3] = {255, 255, 255};
    VipsArrayDouble *background = vips_array_double_new(white, 3);
    failed = vips_flatten(image, &next, "background", background, "max_alpha", 255.0, NULL);
    vips_area_unref(VIPS_AREA(background));
    g_object_unref(image);
    if (failed) return NULL;
    image = next;
  }
  if (vips_image_get_format(image) != VIPS_FORMAT_UCHAR) {
    failed = vips_cast(image, &next, VIPS_FORMAT_UCHAR, NULL);
    g_object_unref(image);
    if (failed) return NULL;
    image = next;
  }
  return image;
}

int kyc_vips_decode(const void *bytes, size_t count, int strict, uint8_t *pixels, size_t capacity) {
  VipsImage *image = vips_image_new_from_buffer(
    bytes, count, "", "access", VIPS_ACCESS_SEQUENTIAL, "fail_on",
    strict ? VIPS_FAIL_ON_WARNING : VIPS_FAIL_ON_TRUNCATED, NULL);
  if (image) image = as_srgb(image);
  int result = -1;
  if (image && vips_image_get_bands(image) >= 3) {
    VipsImage *three = NULL;
    if (!vips_extract_band(image, &three, 0, "n", 3, NULL)) {
      size_t size = 0;
      void *memory = vips_image_write_to_memory(three, &size);
      if (memory && size == capacity) {
        memcpy(pixels, memory, size);
        result = 0;
      }
      g_free(memory);
      g_object_unref(three);
    }
  }
  if (image) g_object_unref(image);
  vips_error_clear();
  return result;
}

int kyc_vips_encode_jpeg(
  const uint8_t *pixels, int width, int height, int bands, int quality, void **jpeg, size_t *count) {
  VipsImage *image = vips_image_new_from_memory_copy(
    pixels, (size_t)width * height * bands, width, height, bands, VIPS_FORMAT_UCHAR);
  if (!image) return -1;
  image->Type = bands == 1 ? VIPS_INTERPRETATION_B_W : VIPS_INTERPRETATION_sRGB;
  int failed = vips_jpegsave_buffer(
    image, jpeg, count, "Q", quality, "strip", TRUE, "subsample_mode", VIPS_FOREIGN_SUBSAMPLE_OFF, NULL);
  g_object_unref(image);
  vips_error_clear();
  return failed ? -1 : 0;
}
