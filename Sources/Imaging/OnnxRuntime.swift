internal import CImagingShims
internal import Glibc

/// What is missing on this machine, in a sentence.
package struct MissingPiece: Error {
  package let sentence: String

  package init(sentence: String) { self.sentence = sentence }
}

/// ONNX Runtime, opened from the folder that the set-up filled.
package final class OnnxRuntime {
  fileprivate let handle: OpaquePointer

  /// `library` is the path of `libonnxruntime.so`.
  package init(library: String) throws(MissingPiece) {
    var problem = [CChar](repeating: 0, count: 400)
    guard let handle = kyc_onnx_open(library, &problem, problem.count) else {
      throw MissingPiece(sentence: "ONNX Runtime cannot be opened: \(sentence(problem))")
    }
    self.handle = handle
  }

  /// Such as `1.23.2`.
  package var version: String { String(cString: kyc_onnx_version(handle)) }
}

/// A loaded model with one input of rank 4 and one output, run on one thread.
package final class OnnxModel {
  package enum Failure: Error { case failed }

  /// Numbers in row-major order and their shape.
  package struct Output {
    package let shape: [Int]
    package let values: UnsafeBufferPointer<Float>
  }

  private let handle: OpaquePointer
  private let runtime: OnnxRuntime

  package init(_ runtime: OnnxRuntime, path: String) throws(MissingPiece) {
    var problem = [CChar](repeating: 0, count: 400)
    guard let handle = kyc_onnx_load(runtime.handle, path, &problem, problem.count) else {
      throw MissingPiece(sentence: "a model cannot be loaded: \(sentence(problem))")
    }
    self.handle = handle
    self.runtime = runtime
  }

  /// A value of the model's own metadata.
  package func metadata(_ key: String) -> String? {
    guard let value = kyc_onnx_metadata(handle, key) else { return nil }
    defer { free(value) }
    return String(cString: value)
  }

  /// Runs it and has its output looked at, which lasts only so long: it is large. `input` holds 3 × height × width
  /// numbers.
  package func run<Result>(
    _ input: [Float], height: Int, width: Int, look: (Output) -> Result
  ) throws(Failure) -> Result {
    precondition(input.count == 3 * height * width, "an input has its size")
    var output = kyc_onnx_tensor()
    let shape: [Int64] = [1, 3, Int64(height), Int64(width)]
    guard kyc_onnx_run(handle, input, shape, &output, nil, 0) == 0, let data = output.data else { throw .failed }
    defer { kyc_onnx_release(handle, &output) }
    let dimensions = withUnsafeBytes(of: output.shape) { Array($0.bindMemory(to: Int64.self)) }
    let outputShape = dimensions.prefix(Int(output.rank)).map(Int.init)
    let count = outputShape.reduce(1, *)
    return look(Output(shape: outputShape, values: UnsafeBufferPointer(start: data, count: count)))
  }
}

private func sentence(_ buffer: [CChar]) -> String {
  String(decoding: buffer.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
}
