import Casework
import FoundationEssentials

/// The masked pages of a case, opened, by file and page.
struct KeptPictures: Sendable {
  enum Picture: Sendable, Equatable {
    /// A JPEG in Base64.
    case opened(String)
    /// Gone from the workspace, or altered.
    case lost
  }

  /// In file order, then in page order.
  let files: [[Picture]]

  var count: Int { files.reduce(0) { $0 + $1.count } }
  var unopened: Int { files.joined().count { $0 == .lost } }

  /// Those of the last run. A page that is lost keeps no other from being shown; throws `StoreFailure` for the rest.
  static func opened(of file: CaseFile, from store: any BlobStore) async throws -> KeptPictures {
    var files: [[Picture]] = []
    for examined in file.runs.last?.conclusion.files ?? [] {
      var pictures: [Picture] = []
      for key in examined.pages {
        do {
          let jpeg = try await store.read(key, of: file.summary.number)
          pictures.append(.opened(Data(jpeg).base64EncodedString()))
        } catch let failure as StoreFailure {
          guard isAboutOnePage(failure) else { throw failure }
          pictures.append(.lost)
        }
      }
      files.append(pictures)
    }
    return KeptPictures(files: files)
  }

  private static func isAboutOnePage(_ failure: StoreFailure) -> Bool {
    switch failure {
    case .blobMissing, .sealBroken: true
    default: false
    }
  }

  /// Both count from 1; nil where no page is kept.
  func picture(file: Int, page: Int) -> Picture? {
    guard files.indices.contains(file - 1), files[file - 1].indices.contains(page - 1) else { return nil }
    return files[file - 1][page - 1]
  }
}
