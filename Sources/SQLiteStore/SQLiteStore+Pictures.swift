import Casework
internal import GRDB
import Model

/// Pictures seen before. Open stand marks of words under the workspace's key, by which pages that may be the same are
/// found; whether they are is told from what is sealed under the keys of their cases.
extension SQLiteStore {
  package func keep(_ pictures: [FiledPicture], of claim: Claim) async throws -> [Sighting] {
    try await change { db in
      let asked = try standing(db, claim.number).summary
      guard asked.state == .working, asked.attempt == claim.attempt else { return [] }
      try dropPictures(db, of: claim.number, run: asked.run)
      let first = try Int64.fetchOne(db, sql: "SELECT COALESCE(MAX(id), 0) + 1 FROM pictures") ?? 1
      try keep(db, pictures, of: claim.number, run: asked.run)
      return try sightings(db, of: pictures, besides: asked, before: first)
    }
  }

  /// Nothing may be kept of that run yet.
  func keep(_ db: Database, _ pictures: [FiledPicture], of number: CaseNumber, run: Int) throws {
    let own = try sealer(db, of: number)
    for picture in pictures {
      let place = SealedPlace.picture(number, run: run, file: picture.file, page: picture.page)
      try db.execute(
        sql: "INSERT INTO pictures (caseID, run, file, page, fingerprint) VALUES (?, ?, ?, ?, ?)",
        arguments: [number.serial, run, picture.file, picture.page, try own.sealed(picture.fingerprint, at: place)])
      let id = db.lastInsertedRowID
      for mark in picture.fingerprint.marks(sealer.wordMark) {
        try db.execute(sql: "INSERT INTO pictureMarks (mark, pictureID) VALUES (?, ?)", arguments: [mark, id])
      }
    }
  }

  package func sightings(ofPicturesIn number: CaseNumber) async throws -> [Sighting] {
    try await look { db in
      let asked = try standing(db, number).summary
      let rows = try Row.fetchAll(
        db,
        sql: """
          SELECT * FROM pictures
          WHERE caseID = ? AND run = (SELECT MAX(run) FROM pictures AS own WHERE own.caseID = pictures.caseID)
          """, arguments: [number.serial])
      guard !rows.isEmpty else { return [] }
      let own = try sealer(db, of: number)
      let pictures = try rows.map { row in
        FiledPicture(file: row["file"], page: row["page"], fingerprint: try fingerprint(row, number, own))
      }
      return try sightings(db, of: pictures, besides: asked, before: .max)
    }
  }

  /// So many pages are looked at: those with the rarest marks in common.
  private static let mostCandidates = 64
  /// A mark of more pages than these tells nothing.
  private static let mostPagesOfAMark = 1000

  private func sightings(
    _ db: Database, of pictures: [FiledPicture], besides asked: Case, before first: Int64
  ) throws -> [Sighting] {
    var found: [Sighting] = []
    for picture in pictures {
      let marks = picture.fingerprint.marks(sealer.wordMark)
      let candidates = try Row.fetchAll(
        db,
        sql: """
          WITH known AS MATERIALIZED (
            SELECT value AS mark,
              (SELECT COUNT(*) FROM (SELECT 1 FROM pictureMarks WHERE mark = value LIMIT ?)) AS pages
            FROM json_each(?))
          SELECT pictures.* FROM known JOIN pictureMarks ON pictureMarks.mark = known.mark
            JOIN pictures ON pictures.id = pictureID
          WHERE pages BETWEEN 1 AND ? AND caseID <> ? AND pictureID < ?
          GROUP BY pictureID HAVING COUNT(*) >= ? ORDER BY SUM(1.0 / pages) DESC, pictureID DESC LIMIT ?
          """,
        arguments: [
          Self.mostPagesOfAMark + 1, "[\(marks.map(String.init).joined(separator: ","))]", Self.mostPagesOfAMark,
          asked.number.serial, first, min(2, marks.count), Self.mostCandidates,
        ])
      for row in candidates {
        guard
          let other = try Row.fetchOne(
            db, sql: CaseRow.selection + " WHERE cases.id = ?", arguments: [row["caseID"] as Int]
          ).map({ try CaseRow($0).summary })
        else { continue }
        let kept = try fingerprint(row, other.number, try sealer(db, of: other.number))
        guard picture.fingerprint.isSamePicture(as: kept) else { continue }
        found.append(Sighting(file: picture.file, other, besides: asked, savedAnew: true))
      }
    }
    return found.distinct
  }

  private func fingerprint(_ row: Row, _ number: CaseNumber, _ own: any Sealer) throws -> PageFingerprint {
    try own.opened(
      row["fingerprint"], as: PageFingerprint.self,
      at: .picture(number, run: row["run"], file: row["file"], page: row["page"]))
  }

  /// Of one run, or of the whole case.
  func dropPictures(_ db: Database, of number: CaseNumber, run: Int? = nil) throws {
    let chosen = "SELECT id FROM pictures WHERE caseID = ? AND run = COALESCE(?, run)"
    try db.execute(
      sql: "DELETE FROM pictureMarks WHERE pictureID IN (\(chosen))", arguments: [number.serial, run])
    try db.execute(
      sql: "DELETE FROM pictures WHERE caseID = ? AND run = COALESCE(?, run)", arguments: [number.serial, run])
  }
}

extension SealedPlace {
  fileprivate static func picture(_ number: CaseNumber, run: Int, file: Int, page: Int) -> SealedPlace {
    SealedPlace(number, "picture/\(run)/\(file)/\(page)")
  }
}

extension Sealer {
  /// The same for the same word, and telling nothing without the key: 60 bits of a digest.
  fileprivate func wordMark(_ word: Private<String>) -> Int64 {
    Int64(digest(Array("mark:\(word.value)".utf8)).prefix(15), radix: 16) ?? 0
  }
}
