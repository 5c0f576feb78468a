/// Limits of workbooks, each at the last value that passes and the first that does not.
import Spreadsheet
import Testing

@Suite("Limits of workbooks")
struct SpreadsheetLimitsTests {
    /// Two of everything that is limited.
    private var parts: PackageParts {
        var parts = PackageParts(
            rows: "<row><c t='s'><v>0</v></c><c t='str'><v>0123456789</v></c></row>")
        parts.sheets = "<sheet name='a' r:id='rId1'/><sheet name='b' r:id='rId1'/>"
        parts.tail = "<mergeCells><mergeCell ref='A1:B1'/><mergeCell ref='A2:B2'/></mergeCells>"
        parts.strings = "<si><t>a</t></si><si><t>b</t></si>"
        parts.styles =
            "<numFmts><numFmt numFmtId='164' formatCode='0'/><numFmt numFmtId='165' formatCode='0'/>"
            + "</numFmts><cellXfs><xf/><xf/></cellXfs>"
        return parts
    }

    private func read(_ change: (inout SpreadsheetLimits) -> Void) throws {
        var limits = SpreadsheetLimits()
        change(&limits)
        _ = try parts.grid(limits: limits)
        _ = try parts.open(limits: limits).formats()
    }

    private func reason(_ change: (inout SpreadsheetLimits) -> Void) throws -> String {
        let error = try #require(throws: SpreadsheetError.self) { try read(change) }
        #expect(error.code == .limitExceeded)
        return error.reason
    }

    @Test("What reaches a limit exactly is read")
    func within() throws {
        try read {
            $0.sheets = 2
            $0.cells = 2
            $0.mergedRanges = 2
            $0.sharedStrings = 2
            $0.stringSize = 10
            $0.styles = 2
            $0.relationships = 3
            $0.xml.depth = 5
            $0.zip.entries = 7
        }
    }

    @Test("What exceeds a limit is refused with the limit's name")
    func exceeded() throws {
        #expect(try reason { $0.sheets = 1 } == "sheets")
        #expect(try reason { $0.cells = 1 } == "cells")
        #expect(try reason { $0.mergedRanges = 1 } == "mergedRanges")
        #expect(try reason { $0.sharedStrings = 1 } == "sharedStrings")
        #expect(try reason { $0.stringSize = 9 } == "stringSize")
        #expect(try reason { $0.styles = 1 } == "styles")
        #expect(try reason { $0.relationships = 2 } == "relationships")
        #expect(try reason { $0.fileSize = 500 } == "fileSize")
        #expect(try reason { $0.partSize = 50 } == "partSize")
        #expect(try reason { $0.textSize = 10 } == "textSize")
        #expect(try reason { $0.textSize = 1 } == "textSize")
    }

    @Test("Limits of container and XML come out by name")
    func lowerLayers() throws {
        #expect(try reason { $0.zip.entries = 6 } == "entries")
        #expect(try reason { $0.zip.entrySize = 50 } == "entrySize")
        #expect(try reason { $0.zip.totalSize = 500 } == "totalSize")
        #expect(try reason { $0.xml.depth = 2 } == "depth")
    }

    @Test("The sheet that exceeds a limit is named")
    func sheetName() throws {
        var limits = SpreadsheetLimits()
        limits.cells = 1
        let error = try parts.error(limits: limits)
        #expect(error.sheet == "a")
        #expect(error.part == "xl/worksheets/sheet1.xml")
    }

    @Test("What all sheets hold together is limited")
    func together() throws {
        var limits = SpreadsheetLimits()
        limits.cells = 3
        let workbook = try parts.open(limits: limits)
        _ = try workbook.grid(of: workbook.sheets[0])
        let error = try #require(throws: SpreadsheetError.self) {
            try workbook.grid(of: workbook.sheets[1])
        }
        #expect(error.reason == "cells")
        #expect(error.sheet == "b")
    }

    @Test("The runs of a text in a cell are limited together")
    func runs() throws {
        let run = "<r><t>0123456789</t></r>"
        var limits = SpreadsheetLimits()
        limits.stringSize = 25
        let rows = "<row><c t='inlineStr'><is>\(run)\(run)\(run)</is></c></row>"
        #expect(try PackageParts(rows: rows).error(limits: limits).reason == "stringSize")
        limits.stringSize = 30
        #expect(
            try PackageParts(rows: rows).grid(limits: limits).cells.first?.value
                == .text("012345678901234567890123456789"))
    }

    @Test("Limits are set by name, in bytes or units of 1024")
    func settings() throws {
        let limits = try SpreadsheetLimits(
            settings: "cells=5000000, totalSize = 2G,depth=9,tagSize=3K")
        #expect(limits.cells == 5_000_000)
        #expect(limits.zip.totalSize == 2 << 30)
        #expect(limits.xml.depth == 9)
        #expect(limits.xml.tagSize == 3072)
        #expect(limits.sheets == SpreadsheetLimits().sheets)
        #expect(try SpreadsheetLimits(settings: "").cells == SpreadsheetLimits().cells)
    }

    @Test("Every limit can be set and told by its name")
    func everyName() throws {
        for name in SpreadsheetLimits.names {
            let limits = try SpreadsheetLimits(settings: "\(name)=12345")
            #expect(limits.value(of: name) == 12_345, "\(name)")
        }
        #expect(SpreadsheetLimits().value(of: "malformed") == nil)
    }

    @Test(
        "What sets no limit is refused by name",
        arguments: [
            ("cell=5", .unknownName("cell")), ("=5", .unknownName("")),
            ("cells", .notANumber(name: "cells", value: "")),
            ("cells=many", .notANumber(name: "cells", value: "many")),
            ("cells=-1", .notANumber(name: "cells", value: "-1")),
            ("cells=1T", .notANumber(name: "cells", value: "1T")),
            (
                "cells=9223372036854775807G",
                .notANumber(name: "cells", value: "9223372036854775807G")
            ),
        ] as [(String, SpreadsheetLimits.SettingError)])
    func wrongSettings(text: String, wanted: SpreadsheetLimits.SettingError) {
        #expect(throws: wanted) { try SpreadsheetLimits(settings: text) }
    }
}
