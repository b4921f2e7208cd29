// swift-tools-version: 6.2

import PackageDescription

/// Every parser of ours that sees bytes from outside, under libFuzzer: `scripts/fuzz` builds and runs it. A package of
/// its own, so that nothing of it touches the programs; its sources are theirs, by symbolic links.
let strict: [SwiftSetting] = [
  .enableUpcomingFeature("ExistentialAny"), .enableUpcomingFeature("MemberImportVisibility"), .swiftLanguageMode(.v6),
]

let package = Package(
  name: "kyc",
  platforms: [.macOS(.v15)],
  dependencies: [
    .package(url: "https://github.com/apple/swift-log", from: "1.16.0"),
    .package(url: "https://github.com/jpsim/Yams", from: "6.2.0"),
  ],
  targets: [
    .target(name: "Model", swiftSettings: strict),
    .target(name: "Judgement", dependencies: ["Model"], swiftSettings: strict),
    .target(name: "Inspection", dependencies: ["Model"], swiftSettings: strict),
    .target(
      name: "Casework",
      dependencies: ["Inspection", "Model", .product(name: "Logging", package: "swift-log")],
      swiftSettings: strict),
    .target(
      name: "Pipelines",
      dependencies: ["Casework", "Inspection", "Judgement", "Model", .product(name: "Yams", package: "Yams")],
      swiftSettings: strict),
    .target(
      name: "Paperwork", dependencies: ["Casework", "Inspection", "Judgement", "Model"], swiftSettings: strict),
    // What reads a child's answer; not what starts it.
    .target(name: "Sandbox", dependencies: ["Inspection", "Model"], swiftSettings: strict),
    .target(
      name: "Imaging", dependencies: ["CImagingShims", "CPoppler", "CTesseract", "Model"], swiftSettings: strict),
    .target(name: "Inspector", dependencies: ["Imaging", "Inspection", "Model"], swiftSettings: strict),
    .target(name: "CImagingShims", dependencies: ["CVips"]),
    .systemLibrary(name: "CPoppler", pkgConfig: "poppler-glib"),
    .systemLibrary(name: "CTesseract", pkgConfig: "tesseract"),
    .systemLibrary(name: "CVips", pkgConfig: "vips"),
    .executableTarget(
      name: "Fuzz",
      dependencies: [
        "Casework", "Imaging", "Inspection", "Inspector", "Judgement", "Model", "Paperwork", "Pipelines", "Sandbox",
      ],
      swiftSettings: strict),
  ]
)
