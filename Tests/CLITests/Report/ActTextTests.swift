import Casework
import Foundation
import Model
import TestKit
import Testing

@testable import CLI

@Suite("What is said after an act")
struct ActTextTests {
  private static let number = "K-2026-000017"
  private static let asked = CustomerRequest(reasons: [.pageBlurred, .pageBlank], by: "anna", at: .start)

  private static let table: [(DeskAct, Case, String, String)] = [
    (
      .claim(until: .hours(1)), .made(holder: DeskHold(by: "anna", until: .hours(1))),
      "\(number) held by anna until 2026-11-22T11:00:00Z", "kyc queue claim \(number) --release gives it back"
    ),
    (.release, .made(), "\(number) put back by anna", "kyc queue list --tab needs-me"),
    (.approve, .made(state: .closed), "\(number) approved by anna", "it is closed"),
    (
      .reject([.pageBlurred, .pageBlank]), .made(state: .closed),
      "\(number) rejected by anna: page.blurred page.blank", "it is closed"
    ),
    (
      .setAside(.reject, [.pageBlank]), .made(state: .closed),
      "\(number) decided otherwise by anna, rejected: page.blank", "it is closed"
    ),
    (
      .ask([]), .made(state: .awaitingCustomer, asked: asked),
      "\(number) awaits the customer, asked by anna: page.blurred page.blank", "A-1001/identity of the upload folder"
    ),
    (
      .escalate(team: " payments "), .made(escalated: true), "\(number) handed to payments by anna",
      "kyc queue list --team payments"
    ),
  ]

  @Test("says how a correction is judged where one was asked for, and only there")
  func correction() {
    func next(_ reason: ReasonCode) -> String {
      let asked = CustomerRequest(reasons: [reason], by: "anna", at: .start)
      return ActText(.ask([reason]), .made(state: .awaitingCustomer, asked: asked), by: "anna").next
    }
    #expect(next(.holderAddressDiffers).contains("kyc rerun \(Self.number) --account FILE"))
    #expect(!next(.pageBlurred).contains("rerun"))
  }

  @Test("is what happened, and what comes next", arguments: table.indices)
  func said(index: Int) {
    let (act, standing, done, next) = Self.table[index]
    let text = ActText(act, standing, by: "anna")
    #expect(text.done == done)
    #expect(text.next.contains(next), "\(text.next)")
  }
}
