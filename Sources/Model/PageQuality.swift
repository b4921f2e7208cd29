/// How well lens, light and frame served a picture of a document. Facts, not judgements.
package struct PageQuality: Codable, Sendable, Equatable {
  package var light: TextLight
  /// Lines, and bands that look like one, much less sharp than the page as a whole.
  package var softLines: [SoftLine]
  /// Lines of text that run out of the picture.
  package var cutLines: [CutLine]

  package init(light: TextLight, softLines: [SoftLine] = [], cutLines: [CutLine] = []) {
    self.light = light
    self.softLines = softLines
    self.cutLines = cutLines
  }
}

/// How the light fell on the text. Levels are grey levels, 0–255.
package struct TextLight: Codable, Sendable, Equatable {
  /// Median over the lines of the difference between what is light and what is dark on them; nil without lines.
  package var contrast: Double?
  /// Median over the lines of the level of what is light on them, the paper as a rule. Without lines, the level below
  /// which 95 per cent of the picture's pixels lie.
  package var lightLevel: Double
  /// Reflections in which text drowns.
  package var glares: [Glare]

  package init(contrast: Double?, lightLevel: Double, glares: [Glare] = []) {
    self.contrast = contrast
    self.lightLevel = lightLevel
    self.glares = glares
  }
}

/// A reflection that washes letters out: next to it a line fades, within it nothing is left.
package struct Glare: Codable, Sendable, Equatable {
  /// Around the places where letters are lost, in pixels of the kept page.
  package var box: PixelRect
  /// Letters of the size of their line that have room where a line is interrupted.
  package var lettersLost: Double
  /// The same where a line fades and does not come back, so that nobody knows whether it went on.
  package var lettersPerhapsLost: Double

  package init(box: PixelRect, lettersLost: Double, lettersPerhapsLost: Double) {
    self.box = box
    self.lettersLost = lettersLost
    self.lettersPerhapsLost = lettersPerhapsLost
  }
}

/// A line that is much less sharp than the others.
package struct SoftLine: Codable, Sendable, Equatable {
  /// In pixels of the kept page.
  package var box: PixelRect
  /// See `Sharpness.lineAcutance`; here of this line alone.
  package var acutance: Double

  package init(box: PixelRect, acutance: Double) {
    self.box = box
    self.acutance = acutance
  }
}

/// A line of text that runs out of the picture.
package struct CutLine: Codable, Sendable, Equatable {
  /// What is seen of it, in pixels of the kept page.
  package var box: PixelRect
  package var side: PageSide

  package init(box: PixelRect, side: PageSide) {
    self.box = box
    self.side = side
  }
}

/// A side of a picture.
package enum PageSide: String, Codable, Sendable, CaseIterable { case left, right, top, bottom }
