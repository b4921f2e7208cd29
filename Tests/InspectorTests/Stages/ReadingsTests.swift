import Imaging
import Testing

@testable import Inspector

struct ReadingsTests {
  @Test("tesseract gives back the letters that the network lost")
  func danishLetters() {
    #expect(merged("NAESTVED", 0.99, "NÆSTVED", 0.9) == "NÆSTVED")
    #expect(merged("Soren", 0.8, "Søren", 0.5) == "Søren")
    #expect(merged("Agard", 0.8, "Ågård", 0.5) == "Ågård")
    #expect(merged("Malgorzata", 0.8, "Małgorzata", 0.5) == "Małgorzata")
    #expect(merged("Grosse", 0.8, "Große", 0.5) == "Große")
    #expect(merged("FÄHRAEUS", 0.99, "FÅHRÆUS", 0.9) == "FÄHRÆUS")
    #expect(merged("Skjaerbæk", 0.99, "Skjærbæk", 0.9) == "Skjærbæk")
  }

  @Test(
    "tesseract takes no accent away, and changes none",
    arguments: [("MÜLLER", "MULLER"), ("GÄVLE", "GÅVLE"), ("BERGSTRÖM", "BERGSTROM"), ("CVC", "cvc"), ("og", "0g")])
  func accents(network: String, tesseract: String) {
    #expect(merged(network, 0.99, tesseract, 0.99) == network)
  }

  @Test("a word that says something else is taken only from a sure tesseract and an unsure network")
  func otherWords() {
    #expect(merged("Jenser", 0.5, "Jensen", 0.95) == "Jensen")
    #expect(merged("Jenser", 0.85, "Jensen", 0.95) == "Jenser")
    #expect(merged("Jenser", 0.5, "Jensen", 0.8) == "Jenser")
  }

  @Test("only what is unsure, or may hold an Æ, is read twice")
  func second() {
    #expect(!Readings.wantsSecond(line("Jensen", probability: 0.95)))
    #expect(Readings.wantsSecond(line("Jensen", probability: 0.6)))
    #expect(Readings.wantsSecond(line("HOLBAEK", probability: 0.99)))
  }

  private func merged(_ network: String, _ sure: Double, _ tesseract: String, _ confidence: Double) -> String? {
    Readings.merged(
      network: [ReadLine.PlacedWord(text: network, confidence: sure, start: 0, end: 1)],
      tesseract: [TesseractReader.StripWord(text: tesseract, confidence: confidence, start: 0, end: 1)]
    ).first?.text
  }

  private func line(_ text: String, probability: Double) -> ReadLine {
    let characters = text.enumerated().map { index, character in
      ReadCharacter(
        character: character, probability: probability, position: (Double(index) + 0.5) / Double(text.count))
    }
    let box = OrientedBox(centreX: 50, centreY: 10, alongX: 1, alongY: 0, length: 100, height: 20)
    return ReadLine(box: box, characters: characters)
  }
}
