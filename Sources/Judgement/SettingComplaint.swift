/// Complaints about settings that no document could meet or miss.
package enum SettingComplaint {
  /// About a share that is not between 0 and 1; nil when it is, or is absent.
  package static func share(_ value: Double?, _ name: String) -> String? {
    guard let value, !(0...1).contains(value) else { return nil }
    return "'\(name)' must be 0 to 1"
  }

  /// About a measure that is not above 0; nil when it is, or is absent.
  package static func positive(_ value: Double?, _ name: String) -> String? {
    guard let value, !(value > 0) else { return nil }
    return "'\(name)' must be above 0"
  }
}
