internal import CImagingShims
internal import CPoppler
internal import CTesseract
internal import Glibc

/// The C libraries that this process runs on.
package enum ImagingLibraries {
  /// Starts them. Call once, before any picture is touched. No thread runs afterwards.
  package static func start() -> Bool { kyc_vips_start() == 0 }

  /// What is loaded, with SPDX licences; ONNX Runtime is no part of it, since it may be missing.
  package static var loaded: [(name: String, version: String?, licence: String)] {
    [
      ("libvips", String(cString: kyc_vips_version()), "LGPL-2.1-or-later"),
      ("poppler", String(cString: poppler_get_version()), "GPL-2.0-only OR GPL-3.0-only"),
      ("cairo", String(cString: cairo_version_string()), "LGPL-2.1-only OR MPL-1.1"),
      ("tesseract", String(cString: TessVersion()), "Apache-2.0"),
      ("leptonica", leptonicaVersion, "BSD-2-Clause"),
    ]
  }

  /// Leptonica comes with tesseract; nothing of ours is compiled against it.
  private static var leptonicaVersion: String? {
    guard let symbol = dlsym(nil, "getLeptonicaVersion") else { return nil }
    typealias Function = @convention(c) () -> UnsafeMutablePointer<CChar>?
    guard let text = unsafeBitCast(symbol, to: Function.self)() else { return nil }
    defer { free(text) }
    return String(cString: text).replacing("leptonica-", with: "")
  }
}

/// The SHA-256 of bytes, as lower-case hexadecimal digits. GLib's: the child links no library for cryptography.
package func hexadecimalSHA256(of bytes: [UInt8]) -> String? {
  guard let text = g_compute_checksum_for_data(G_CHECKSUM_SHA256, bytes, gsize(bytes.count)) else { return nil }
  defer { g_free(text) }
  return String(cString: text)
}
