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
    }

    @Test("Limits of container and XML come out as such")
    func lowerLayers() throws {
        #expect(try reason { $0.zip.entries = 6 } == "limitExceeded")
        #expect(try reason { $0.zip.entrySize = 50 } == "limitExceeded")
        #expect(try reason { $0.zip.totalSize = 500 } == "limitExceeded")
        #expect(try reason { $0.xml.depth = 2 } == "limitExceeded")
    }

    @Test("The sheet that exceeds a limit is named")
    func sheetName() throws {
        var limits = SpreadsheetLimits()
        limits.cells = 1
        let error = try parts.error(limits: limits)
        #expect(error.sheet == "a")
        #expect(error.part == "xl/worksheets/sheet1.xml")
    }
}
