internal import Casework
internal import Paperwork
internal import Workplace

extension Desk {
  /// Says that a key was made, for nobody was asked.
  func tellOfNewKey(_ settings: Settings, _ console: Console) {
    guard hasNewKey else { return }
    console.say(
      "note: made the key \(Shown.text(settings.workspace.keyFile)); nothing in the workspace can be read without it, so keep "
        + "a copy elsewhere")
  }
}
