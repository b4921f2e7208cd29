import FoundationEssentials
import Inspection
internal import Subprocess

extension ChildInspector {
  /// The self test reads one page; a machine that needs longer has other troubles.
  private static let longestSelfTest = Duration.seconds(60)
  /// Of JSON.
  private static let mostBytes = 1 << 20

  /// What the child program says about its libraries, models, languages and defences; it also reads a page of its own,
  /// which takes about a second. Throws `cannotStart` when the program is not there or is another one.
  package func about() async throws(InspectorFailure) -> InspectorAbout {
    let conversation = try await Conversation(
      with: self, arguments: ["--about"], input: .none, within: Self.longestSelfTest
    ) { output -> ([UInt8], isAll: Bool) in
      var text: [UInt8] = []
      do {
        for try await buffer in output {
          text += buffer.withUnsafeBytes { Array($0) }
          if text.count > Self.mostBytes { return ([], isAll: false) }
        }
        return (text, isAll: true)
      } catch {
        return ([], isAll: false)
      }
    }
    guard !conversation.isLate,
      let about = try? JSONDecoder().decode(InspectorAbout.self, from: Data(conversation.heard))
    else { throw .cannotStart("\(program) does not say what it is: another program, or one of another version") }
    return about
  }
}
