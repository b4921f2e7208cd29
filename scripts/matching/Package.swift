// swift-tools-version: 6.2

import PackageDescription

/// Measures how names and addresses are compared: `scripts/bench matching` builds and runs it. A package of its own, so
/// that nothing of it touches the programs; what it measures is theirs, by symbolic links.
let strict: [SwiftSetting] = [
  .enableUpcomingFeature("ExistentialAny"), .enableUpcomingFeature("MemberImportVisibility"), .swiftLanguageMode(.v6),
]

let package = Package(
  name: "kyc",
  platforms: [.macOS(.v15)],
  targets: [
    .target(name: "Model", swiftSettings: strict),
    .target(name: "Judgement", dependencies: ["Model"], swiftSettings: strict),
    .executableTarget(
      name: "MatchingBench", dependencies: ["Judgement", "Model"], swiftSettings: strict,
      linkerSettings: [.linkedLibrary("m")]),
  ]
)
