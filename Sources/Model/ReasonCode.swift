/// Every reason a verdict can carry. The raw values are the contract with integrators.
package enum ReasonCode: String, Codable, Sendable, CaseIterable {
  case fileUnsupportedFormat = "file.unsupported_format"
  case fileEmpty = "file.empty"
  case fileDamaged = "file.damaged"
  case fileEncrypted = "file.encrypted"
  case fileTooLarge = "file.too_large"
  case fileTooManyPages = "file.too_many_pages"
  case fileTooManyPixels = "file.too_many_pixels"
  case fileTooMany = "file.too_many"
  case fileDefeatsInspection = "file.defeats_inspection"
  case fileDuplicate = "file.duplicate"
  case pageLowResolution = "page.low_resolution"
  case pageBlurred = "page.blurred"
  case pageGlare = "page.glare"
  case pageTooDark = "page.too_dark"
  case pageTooBright = "page.too_bright"
  case pageCutOff = "page.cut_off"
  case pageBlank = "page.blank"
  case pageUnreadable = "page.unreadable"
  case pageTextTooSmall = "page.text_too_small"
  case documentWrongType = "document.wrong_type"
  case documentMissingSide = "document.missing_side"
  case documentExpired = "document.expired"
  case documentTooOld = "document.too_old"
  case documentDateMissing = "document.date_missing"
  case documentDateInFuture = "document.date_in_future"
  case documentSpecimen = "document.specimen"
  case documentHiddenTextDiffers = "document.hidden_text_differs"
  case mrzUnreadable = "mrz.unreadable"
  case mrzCheckDigitFailed = "mrz.check_digit_failed"
  case mrzDiffersFromPrint = "mrz.differs_from_print"
  case holderNameMissing = "holder.name_missing"
  case holderNameDiffers = "holder.name_differs"
  case holderNamePartial = "holder.name_partial"
  case holderBirthDateMissing = "holder.birth_date_missing"
  case holderBirthDateDiffers = "holder.birth_date_differs"
  case holderUnderAge = "holder.under_age"
  case holderAddressMissing = "holder.address_missing"
  case holderAddressDiffers = "holder.address_differs"
  case holderAddressPartial = "holder.address_partial"
  case cardCodeExposed = "card.code_exposed"
  case cardCodeUncertain = "card.code_uncertain"
  case cardNumberExposed = "card.number_exposed"
  case cardNumberUnreadable = "card.number_unreadable"
  case cardDiffers = "card.differs"
  case cardHolderDiffers = "card.holder_differs"
  case cardExpired = "card.expired"
  case walletAccountMissing = "wallet.account_missing"
  case systemCouldNotProcess = "system.could_not_process"
}

/// What a reason asks of whom.
package enum ReasonClass: String, Codable, Sendable {
  /// The customer sends a new picture.
  case retry
  /// The customer corrects the account or sends another proof.
  case amend
  /// A person must look; the customer reads only "under review".
  case doubt
  /// Changes nothing.
  case info
}
