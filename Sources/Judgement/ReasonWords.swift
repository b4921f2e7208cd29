import Model

/// The languages customer texts exist in.
package enum ReasonLanguage: String, Sendable, CaseIterable { case danish = "da", english = "en" }

/// Words for the values that findings carry: document types, file formats, parts of names, addresses and cards, units.
package enum ReasonWords {
  /// The word for a value; nil when the value speaks for itself, as a date.
  package static func word(for value: String, in language: ReasonLanguage) -> String? {
    table[value].map { language == .danish ? $0.danish : $0.english }
  }

  /// `unknown` names an unknown document and an unknown format alike.
  private static let table: [String: (danish: String, english: String)] = [
    // Document types
    "passport": ("et pas", "a passport"), "identityCard": ("et identitetskort", "an identity card"),
    "drivingLicence": ("et kørekort", "a driving licence"),
    "residencePermit": ("et opholdskort", "a residence permit"),
    "utilityBill": ("en regning", "a bill"), "bankStatement": ("et kontoudtog", "a bank statement"),
    "authorityLetter": ("et brev fra en myndighed", "a letter from an authority"),
    "tenancyContract": ("en lejekontrakt", "a tenancy contract"),
    "healthCard": ("et sundhedskort", "a health insurance card"),
    "paymentCard": ("et betalingskort", "a payment card"),
    "walletScreenshot": ("et skærmbillede af en e-wallet eller bankapp", "a screenshot of an e-wallet or bank app"),
    "unknown": ("noget, vi ikke kender", "something we do not recognise"),
    // File formats
    "pdf": ("PDF", "PDF"), "jpeg": ("JPG", "JPG"), "png": ("PNG", "PNG"),
    "rareJPEG": ("en sjælden slags JPG", "a rare kind of JPG"), "heic": ("HEIC", "HEIC"), "avif": ("AVIF", "AVIF"),
    "webp": ("WebP", "WebP"), "tiff": ("TIFF", "TIFF"), "gif": ("GIF", "GIF"), "bmp": ("BMP", "BMP"),
    "svg": ("SVG", "SVG"), "otherPicture": ("et billede i et andet format", "a picture in another format"),
    "zip": ("et ZIP-arkiv", "a ZIP archive"), "rar": ("et RAR-arkiv", "a RAR archive"),
    "sevenZip": ("et 7z-arkiv", "a 7z archive"), "archive": ("et arkiv", "an archive"),
    "docx": ("et Word-dokument", "a Word document"), "xlsx": ("et Excel-ark", "an Excel sheet"),
    "pptx": ("en PowerPoint-fil", "a PowerPoint file"),
    "openDocument": ("et OpenDocument-dokument", "an OpenDocument file"),
    "doc": ("et ældre Office-dokument", "an older Office document"), "rtf": ("et RTF-dokument", "an RTF document"),
    "postScript": ("PostScript", "PostScript"), "html": ("en hjemmeside", "a web page"), "xml": ("XML", "XML"),
    "text": ("ren tekst", "plain text"), "exe": ("et program", "a program"), "video": ("en video", "a video"),
    "audio": ("en lydfil", "a sound file"),
    // Parts of a name
    "name": ("navnet", "the name"), "givenName": ("fornavnet", "the given name"),
    "familyName": ("efternavnet", "the family name"),
    // Parts of an address
    "street": ("vejnavnet", "the street"), "number": ("husnummeret", "the house number"),
    "letter": ("husbogstavet", "the letter after the house number"), "floor": ("etagen", "the floor"),
    "door": ("døren", "the door"), "postalCode": ("postnummeret", "the postcode"), "town": ("byen", "the town"),
    // Parts of a card's number
    "first6": ("de første 6 cifre", "the first 6 digits"), "last4": ("de sidste 4 cifre", "the last 4 digits"),
    // Dates
    "expiryDate": ("udløbsdato", "expiry"), "issueDate": ("udstedelsesdato", "issue"),
    // Fields of the code lines
    "names": ("navnet", "the name"), "documentNumber": ("dokumentets nummer", "the document number"),
    "birthDate": ("fødselsdatoen", "the date of birth"), "composite": ("kontrolcifferet", "the composite digit"),
    "optional": ("det frie felt", "the optional field"),
    // Parts and sides of a picture, sides of a card
    "picture": ("Billedet", "The picture"), "line": ("En linje på billedet", "A line in the picture"),
    "left": ("i venstre side", "on the left"), "right": ("i højre side", "on the right"),
    "top": ("foroven", "at the top"), "bottom": ("forneden", "at the bottom"),
    "front": ("forsiden", "the front"), "back": ("bagsiden", "the back"),
    // Units
    "pixels": ("pixels", "pixels"), "megabytes": ("MB", "MB"), "megapixels": ("megapixels", "megapixels"),
    "pages": ("sider", "pages"), "words": ("ord", "words"), "files": ("filer", "files"), "days": ("dage", "days"),
    "months": ("måneder", "months"),
    "years": ("år", "years"), "block sharpness": ("blokskarphed", "block sharpness"),
    "line acutance": ("linjeskarphed", "line acutance"),
    "letters": ("bogstaver", "letters"), "grey levels": ("gråtoner", "grey levels"),
    "lines": ("tekstlinjer", "lines of text"), "sides": ("sider", "sides"),
  ]
}
