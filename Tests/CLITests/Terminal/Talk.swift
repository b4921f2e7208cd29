import Foundation
import Glibc
import TestKit

@testable import CLI

/// A console whose data and talk go into one file, to be read afterwards.
final class Talk {
  let console: Console
  private let folder: TemporaryFolder
  private let file: Int32

  init(quiet: Bool = false) throws {
    folder = try TemporaryFolder()
    file = open(folder.path + "/talk", O_WRONLY | O_CREAT | O_APPEND, 0o600)
    console = Console(quiet: quiet, colour: false, data: file, talk: file)
  }

  deinit { close(file) }

  func text() throws -> String { try String(contentsOfFile: folder.path + "/talk", encoding: .utf8) }
}
