/// The kinds of documents a pipeline can ask for. The raw values stand in pipeline files and verdicts.
package enum DocumentType: String, Codable, CodingKeyRepresentable, Sendable, CaseIterable {
  case passport, identityCard, drivingLicence, residencePermit
  case utilityBill, bankStatement, authorityLetter, tenancyContract, healthCard
  case paymentCard, walletScreenshot
  case unknown
}
