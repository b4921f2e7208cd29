// swift-tools-version: 6.2

import PackageDescription

/// Every target of ours: Swift 6, no warnings, no surprises about what is imported or existential.
let strict: [SwiftSetting] = [
  .treatAllWarnings(as: .error),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .swiftLanguageMode(.v6),
]

/// Pixel loops are some 50 times slower without the optimiser, so the rooms that hold them are optimised in debug
/// builds too.
let pixels: [SwiftSetting] = strict + [.unsafeFlags(["-O"], .when(configuration: .debug))]

let package = Package(
  name: "kyc",
  platforms: [.macOS(.v15)],
  products: [
    .executable(name: "kyc", targets: ["CLI"]),
    .executable(name: "kyc-inspector", targets: ["InspectorCLI"]),
    .executable(name: "kyc-server", targets: ["ServerCLI"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.0"),
    .package(url: "https://github.com/apple/swift-configuration", from: "1.4.0", traits: []),
    .package(url: "https://github.com/apple/swift-crypto", from: "4.5.0"),
    .package(url: "https://github.com/apple/swift-http-types", from: "1.8.0", traits: []),
    .package(url: "https://github.com/apple/swift-log", from: "1.16.0"),
    .package(url: "https://github.com/apple/swift-metrics", from: "2.13.0"),
    .package(url: "https://github.com/apple/swift-nio", from: "2.101.0"),
    .package(url: "https://github.com/apple/swift-nio-extras", from: "1.35.0"),
    .package(url: "https://github.com/apple/swift-nio-ssl", from: "2.37.0"),
    .package(url: "https://github.com/apple/swift-system", from: "1.8.0"),
    .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
    .package(url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.0", traits: []),
    .package(url: "https://github.com/hummingbird-project/swift-mustache", from: "2.1.1"),
    .package(url: "https://github.com/jpsim/Yams", from: "6.2.0"),
    .package(url: "https://github.com/swift-server/async-http-client", from: "1.37.0", traits: []),
    .package(url: "https://github.com/swift-server/swift-service-lifecycle", from: "2.13.0"),
    .package(url: "https://github.com/swiftlang/swift-subprocess", from: "1.0.0"),
  ],
  targets: [
    // MARK: 1 — the nouns, shared by both sides of the process boundary

    .target(name: "Model", swiftSettings: strict),

    // MARK: 2 — the pure verbs, and the contract with the child

    .target(name: "Judgement", dependencies: ["Model"], swiftSettings: strict),
    .target(name: "Inspection", dependencies: ["Model"], swiftSettings: strict),

    // MARK: 3 — the parent: database, accounts, keys; no C imaging library

    .target(
      name: "Casework",
      dependencies: ["Inspection", "Model", .product(name: "Logging", package: "swift-log")],
      swiftSettings: strict),
    .target(
      name: "Pipelines",
      dependencies: ["Casework", "Inspection", "Judgement", "Model", .product(name: "Yams", package: "Yams")],
      swiftSettings: strict),
    .target(
      name: "Sandbox",
      dependencies: [
        "CSandbox", "Inspection", "Model",
        .product(name: "Crypto", package: "swift-crypto"),
        .product(name: "Subprocess", package: "swift-subprocess"),
        .product(name: "SystemPackage", package: "swift-system"),
      ],
      swiftSettings: strict),
    .target(
      name: "Report",
      dependencies: [
        "Casework", "Judgement", "Model", .product(name: "Crypto", package: "swift-crypto"),
        .product(name: "Mustache", package: "swift-mustache"),
      ],
      resources: [.embedInCode("Templates")], swiftSettings: strict),
    .target(
      name: "Paperwork", dependencies: ["Casework", "Inspection", "Judgement", "Model"], swiftSettings: strict),
    .target(
      name: "SQLiteStore",
      dependencies: ["Casework", "Model", .product(name: "GRDB", package: "GRDB.swift")],
      swiftSettings: strict),
    .target(
      name: "BlobStores",
      dependencies: ["Casework", "Model", .product(name: "Crypto", package: "swift-crypto")],
      swiftSettings: strict),
    .target(
      name: "Web",
      dependencies: [
        "Casework", "Inspection", "Judgement", "Model", "Paperwork", "Report",
        .product(name: "AsyncHTTPClient", package: "async-http-client"),
        .product(name: "Crypto", package: "swift-crypto"),
        .product(name: "CryptoExtras", package: "swift-crypto"),
        .product(name: "HTTPTypes", package: "swift-http-types"),
        .product(name: "CoreMetrics", package: "swift-metrics"),
        .product(name: "Hummingbird", package: "hummingbird"),
        .product(name: "HummingbirdCore", package: "hummingbird"),
        .product(name: "HummingbirdTLS", package: "hummingbird"),
        .product(name: "Logging", package: "swift-log"),
        .product(name: "Mustache", package: "swift-mustache"), .product(name: "NIOCore", package: "swift-nio"),
        .product(name: "NIOHTTP1", package: "swift-nio"),
        .product(name: "NIOHTTPTypes", package: "swift-nio-extras"),
        .product(name: "NIOSSL", package: "swift-nio-ssl"),
        .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
      ],
      resources: [.embedInCode("openapi.yaml"), .embedInCode("DeskPages")], swiftSettings: strict),
    // What both programs of the parent are set up with, and the one place that names adapters.
    .target(
      name: "Workplace",
      dependencies: [
        "BlobStores", "Casework", "Inspection", "Model", "Paperwork", "Pipelines", "Report", "SQLiteStore", "Sandbox",
        .product(name: "Configuration", package: "swift-configuration"),
        .product(name: "Logging", package: "swift-log"),
      ],
      swiftSettings: strict),
    .executableTarget(
      name: "ServerCLI",
      dependencies: [
        "Casework", "Judgement", "Model", "Paperwork", "Pipelines", "Report", "Web", "Workplace",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
        .product(name: "Logging", package: "swift-log"),
        .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
        .product(name: "UnixSignals", package: "swift-service-lifecycle"),
      ],
      swiftSettings: strict),
    .executableTarget(
      name: "CLI",
      dependencies: [
        "BlobStores", "Casework", "Inspection", "Judgement", "Model", "Paperwork", "Pipelines", "Report", "SQLiteStore",
        "Sandbox", "Workplace",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
        .product(name: "Logging", package: "swift-log"),
      ],
      swiftSettings: strict),

    // MARK: 3 — the child: one document, the C libraries, nothing else

    .target(
      name: "Imaging",
      dependencies: ["CImagingShims", "CPoppler", "CTesseract", "Model"],
      swiftSettings: pixels),
    .target(name: "Inspector", dependencies: ["Imaging", "Inspection", "Model"], swiftSettings: pixels),
    .executableTarget(
      name: "InspectorCLI", dependencies: ["CSandbox", "Imaging", "Inspection", "Inspector", "Model"],
      swiftSettings: strict),

    // MARK: C

    .target(name: "CImagingShims", dependencies: ["CVips"]),
    .target(name: "CSandbox", dependencies: ["CSeccomp"]),
    .systemLibrary(name: "CPoppler", pkgConfig: "poppler-glib", providers: [.apt(["libpoppler-glib-dev"])]),
    .systemLibrary(name: "CSeccomp", pkgConfig: "libseccomp", providers: [.apt(["libseccomp-dev"])]),
    .systemLibrary(name: "CTesseract", pkgConfig: "tesseract", providers: [.apt(["libtesseract-dev"])]),
    .systemLibrary(name: "CVips", pkgConfig: "vips", providers: [.apt(["libvips-dev"])]),

    // MARK: Tests, and what they share

    .target(
      name: "TestKit",
      dependencies: ["Casework", "Inspection", "Model", .product(name: "Logging", package: "swift-log")],
      swiftSettings: strict),
    .testTarget(
      name: "BlobStoresTests", dependencies: ["BlobStores", "Casework", "Model", "TestKit"], swiftSettings: strict),
    .testTarget(
      name: "CaseworkTests", dependencies: ["Casework", "Inspection", "Model", "TestKit"], swiftSettings: strict),
    .testTarget(
      name: "CLITests",
      dependencies: [
        "CLI", "Casework", "Inspection", "Judgement", "Model", "Paperwork", "Pipelines", "TestKit", "Workplace",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      swiftSettings: strict),
    .testTarget(
      name: "EndToEndTests", dependencies: [.product(name: "GRDB", package: "GRDB.swift")], swiftSettings: strict),
    .testTarget(name: "ImagingTests", dependencies: ["Imaging", "Model"], swiftSettings: strict),
    .testTarget(name: "InspectionTests", dependencies: ["Inspection", "Model"], swiftSettings: strict),
    .testTarget(
      name: "InspectorTests", dependencies: ["Imaging", "Inspection", "Inspector", "Model"], swiftSettings: strict),
    .testTarget(name: "JudgementTests", dependencies: ["Judgement", "Model"], swiftSettings: strict),
    .testTarget(name: "ModelTests", dependencies: ["Model"], swiftSettings: strict),
    .testTarget(
      name: "PaperworkTests", dependencies: ["Casework", "Inspection", "Judgement", "Model", "Paperwork", "TestKit"],
      swiftSettings: strict),
    .testTarget(
      name: "PipelinesTests", dependencies: ["Casework", "Inspection", "Judgement", "Model", "Pipelines"],
      swiftSettings: strict),
    .testTarget(
      name: "SandboxTests",
      dependencies: ["Inspection", "Model", "Sandbox", .product(name: "Crypto", package: "swift-crypto")],
      swiftSettings: strict),
    // Started by SandboxTests as programs of their own.
    .executableTarget(name: "SandboxProbe", dependencies: ["CSandbox", "CSeccomp"], path: "Tests/SandboxProbe"),
    .executableTarget(
      name: "SmallParent", dependencies: ["Inspection", "Model", "Sandbox"], path: "Tests/SmallParent",
      swiftSettings: strict),
    .testTarget(
      name: "ReportTests",
      dependencies: [
        "Casework", "Judgement", "Model", "Report", "TestKit", .product(name: "Crypto", package: "swift-crypto"),
      ],
      swiftSettings: strict),
    .testTarget(
      name: "SQLiteStoreTests",
      dependencies: [
        "BlobStores", "Casework", "Inspection", "Judgement", "Model", "SQLiteStore", "TestKit",
        .product(name: "GRDB", package: "GRDB.swift"),
      ],
      swiftSettings: strict),
    .testTarget(
      name: "WebTests",
      dependencies: [
        "BlobStores", "Casework", "Inspection", "Judgement", "Model", "Paperwork", "SQLiteStore", "TestKit", "Web",
        .product(name: "CoreMetrics", package: "swift-metrics"),
        .product(name: "GRDB", package: "GRDB.swift"),
        .product(name: "HTTPTypes", package: "swift-http-types"),
        .product(name: "Hummingbird", package: "hummingbird"),
        .product(name: "HummingbirdTesting", package: "hummingbird"), .product(name: "NIOCore", package: "swift-nio"),
        .product(name: "NIOEmbedded", package: "swift-nio"),
        .product(name: "NIOHTTPTypes", package: "swift-nio-extras"), .product(name: "Yams", package: "Yams"),
      ],
      swiftSettings: strict),
    .testTarget(
      name: "WorkplaceTests",
      dependencies: [
        "Casework", "Inspection", "Model", "Paperwork", "Pipelines", "Workplace",
        .product(name: "Configuration", package: "swift-configuration"),
      ],
      swiftSettings: strict),
  ]
)
