import Foundation

/// What libFuzzer calls with every input. A target that traps, hangs or takes too much memory has found something.
///
/// Public, as the linker has to find it.
@_cdecl("LLVMFuzzerTestOneInput")
public func testOneInput(_ start: UnsafePointer<UInt8>, _ count: Int) -> CInt {
  FuzzTarget.chosen.run(Array(UnsafeBufferPointer(start: start, count: count)))
  return 0
}
