// swift-tools-version: 6.2
import PackageDescription

let package = Package(
    name: "jiance",
    products: [
        .executable(name: "jiance", targets: ["jiance"])
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", exact: "1.8.2"),
        .package(url: "https://github.com/apple/swift-crypto", exact: "4.5.2"),
    ],
    targets: [
        .systemLibrary(
            name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),
        .systemLibrary(
            name: "CLibXML2", pkgConfig: "libxml-2.0", providers: [.apt(["libxml2-dev"])]),
        .target(name: "TextDecoding", swiftSettings: [.strictMemorySafety()]),
        .target(
            name: "ZipContainer", dependencies: ["CZlib", "TextDecoding"],
            swiftSettings: [.strictMemorySafety()]),
        .target(
            name: "XMLStream", dependencies: ["CLibXML2"],
            swiftSettings: [.strictMemorySafety()]),
        .target(name: "Spreadsheet", dependencies: ["ZipContainer", "XMLStream"]),
        .target(
            name: "MonitoringForm",
            resources: [.embedInCode("Definition/jiaxing-quarterly-2020.json")]),
        .target(
            name: "FormSheets",
            dependencies: [
                "Spreadsheet", "MonitoringForm", .product(name: "Crypto", package: "swift-crypto"),
            ]),
        .target(
            name: "Reporting",
            dependencies: [
                "FormSheets", "MonitoringForm", "Spreadsheet", "TextDecoding",
                .product(name: "Crypto", package: "swift-crypto"),
            ],
            resources: [.embedInCode("HTML/report.css"), .embedInCode("HTML/report.js")]),
        .executableTarget(
            name: "jiance",
            dependencies: [
                "Reporting", "FormSheets", "MonitoringForm", "Spreadsheet",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ]),
        .target(
            name: "TestSupport",
            dependencies: ["ZipContainer", "Spreadsheet", "MonitoringForm", "CZlib"],
            path: "Tests/TestSupport"),
        .executableTarget(
            name: "EditorProbe", dependencies: ["Spreadsheet", "XMLStream", "ZipContainer"],
            path: "Tests/EditorProbe"),
        .executableTarget(
            name: "WriterProbe", dependencies: ["Spreadsheet", "TestSupport", "ZipContainer"],
            path: "Tests/WriterProbe"),
        .target(
            name: "HostileCases", dependencies: ["TestSupport"], path: "Tests/HostileCases"),
        .executableTarget(
            name: "HostileProbe", dependencies: ["HostileCases"], path: "Tests/HostileProbe"),
        .testTarget(
            name: "HostileTests",
            dependencies: [
                "HostileCases", "FormSheets", "MonitoringForm", "Spreadsheet", "ZipContainer",
            ]),
        .target(
            name: "FuzzTargets",
            dependencies: [
                "FormSheets", "MonitoringForm", "Spreadsheet", "XMLStream", "ZipContainer",
                "TestSupport",
            ], path: "Tests/Fuzzing/Targets"),
        .testTarget(name: "FuzzReplayTests", dependencies: ["FuzzTargets", "TestSupport"]),
        .executableTarget(
            name: "ReaderProbe",
            dependencies: ["Spreadsheet", "TestSupport", "ZipContainer", "CZlib"],
            path: "Tests/ReaderProbe"),
        .testTarget(name: "ZipContainerTests", dependencies: ["ZipContainer", "TestSupport"]),
        .testTarget(name: "XMLStreamTests", dependencies: ["XMLStream", "TestSupport"]),
        .testTarget(
            name: "SpreadsheetTests",
            dependencies: ["Spreadsheet", "XMLStream", "ZipContainer", "TestSupport"]),
        .testTarget(name: "MonitoringFormTests", dependencies: ["MonitoringForm", "TestSupport"]),
        .testTarget(
            name: "FormSheetsTests",
            dependencies: [
                "FormSheets", "MonitoringForm", "Spreadsheet", "ZipContainer", "TestSupport",
            ]),
        .testTarget(
            name: "ReportingTests",
            dependencies: [
                "Reporting", "FormSheets", "MonitoringForm", "Spreadsheet", "TestSupport",
            ]),
        .testTarget(
            name: "JianceTests", dependencies: ["Reporting", "MonitoringForm", "TestSupport"]),
    ],
    swiftLanguageModes: [.v6]
)

// Links against libFuzzer: Tests/Fuzzing/run builds it, with flags that nothing else has.
if Context.environment["JIANCE_FUZZING"] != nil {
    package.targets.append(
        .executableTarget(
            name: "Fuzzer", dependencies: ["FuzzTargets"], path: "Tests/Fuzzing/Fuzzer",
            // gold cannot read the debug information that the sanitizers leave.
            linkerSettings: [.unsafeFlags(["-use-ld=lld"])]))
}
