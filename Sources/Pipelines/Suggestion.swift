/// What somebody probably meant by a word that is not known.
package enum Suggestion {
  /// The known word nearest to `word` by edits (insert, delete, replace, swap neighbours; case is ignored), where at
  /// most a third of its letters differ; nil when none is that near.
  package static func nearest(to word: String, among known: some Sequence<String>) -> String? {
    let nearest = known.map { (distance(word.lowercased(), $0.lowercased()), $0) }.min { $0 < $1 }
    guard let (edits, name) = nearest, edits <= max(1, name.count / 3) else { return nil }
    return name
  }

  /// Optimal string alignment distance (Boytsov 2011, section 2.2.1).
  static func distance(_ left: String, _ right: String) -> Int {
    let a = Array(left)
    let b = Array(right)
    var rows = [Array(0...b.count)]
    for i in 0..<a.count {
      var row = [i + 1]
      for j in 0..<b.count {
        let replaced = rows[i][j] + (a[i] == b[j] ? 0 : 1)
        var best = min(replaced, row[j] + 1, rows[i][j + 1] + 1)
        if i > 0, j > 0, a[i] == b[j - 1], a[i - 1] == b[j] { best = min(best, rows[i - 1][j - 1] + 1) }
        row.append(best)
      }
      rows.append(row)
    }
    return rows[a.count][b.count]
  }
}
