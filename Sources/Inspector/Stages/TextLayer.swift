import Imaging

/// Puts the words of a PDF's text layer together into lines.
enum TextLayer {
  /// Words on one baseline that follow each other closely make a line; a wide gap starts another, as between table
  /// columns.
  static func lines(of words: [PDFFile.LayerWord], scale: Double) -> [ReadLine] {
    var lines: [[PDFFile.LayerWord]] = []
    for word in words where word.x1 > word.x0 && word.y1 > word.y0 {
      if let last = lines.last?.last, follows(word, last) {
        lines[lines.count - 1].append(word)
      } else {
        lines.append([word])
      }
    }
    return lines.map { line(of: $0, scale: scale) }
  }

  private static func follows(_ word: PDFFile.LayerWord, _ last: PDFFile.LayerWord) -> Bool {
    let height = max(word.y1 - word.y0, last.y1 - last.y0)
    let overlap = min(word.y1, last.y1) - max(word.y0, last.y0)
    let gap = word.x0 - last.x1
    return overlap > 0.5 * height && gap > -0.5 * height && gap < 1.2 * height
  }

  private static func line(of words: [PDFFile.LayerWord], scale: Double) -> ReadLine {
    let x0 = (words.map(\.x0).min() ?? 0) * scale
    let x1 = (words.map(\.x1).max() ?? 0) * scale
    let y0 = (words.map(\.y0).min() ?? 0) * scale
    let y1 = (words.map(\.y1).max() ?? 0) * scale
    let length = max(1, x1 - x0)
    var characters: [ReadCharacter] = []
    for word in words {
      if !characters.isEmpty {
        characters.append(ReadCharacter(character: " ", probability: 1, position: (word.x0 * scale - x0) / length))
      }
      let count = Double(word.text.count)
      for (index, character) in word.text.enumerated() {
        let x = word.x0 + (word.x1 - word.x0) * (Double(index) + 0.5) / count
        characters.append(ReadCharacter(character: character, probability: 1, position: (x * scale - x0) / length))
      }
    }
    var line = ReadLine(
      box: OrientedBox(
        centreX: (x0 + x1) / 2, centreY: (y0 + y1) / 2, alongX: 1, alongY: 0, length: length, height: y1 - y0),
      characters: characters)
    // The layer tells exactly where each word begins and ends.
    line.words = words.map { word in
      ReadLine.PlacedWord(
        text: word.text, confidence: 1, start: (word.x0 * scale - x0) / length, end: (word.x1 * scale - x0) / length)
    }
    return line
  }
}
