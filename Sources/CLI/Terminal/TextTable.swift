/// Columns of text, each as wide as its widest cell; two spaces between.
struct TextTable {
  /// On which side of its column a cell stands.
  enum Side { case left, right }

  private let sides: [Side]
  private var rows: [[String]]

  init(_ header: [String], sides: [Side]) {
    precondition(header.count == sides.count, "a side for every column")
    self.sides = sides
    rows = [header]
  }

  mutating func add(_ cells: [String]) {
    precondition(cells.count == sides.count, "a cell for every column")
    rows.append(cells)
  }

  /// The header first; no spaces at the ends of lines.
  var lines: [String] {
    let widths = sides.indices.map { column in rows.map { $0[column].count }.max() ?? 0 }
    return rows.map { row in
      let cells = row.indices.map { column in
        let gap = String(repeating: " ", count: widths[column] - row[column].count)
        return sides[column] == .left ? row[column] + gap : gap + row[column]
      }
      let line = cells.joined(separator: "  ")
      return String(line.reversed().drop { $0 == " " }.reversed())
    }
  }
}
