/// The shared string table: runs, phonetic texts, white space and escapes.
import Spreadsheet
import Testing

@Suite("Shared strings")
struct SharedStringsTests {
    @Test(
        "An entry is the text of its runs",
        arguments: [
            ("<si><t>plain</t></si>", "plain"), ("<si><t/></si>", ""), ("<si/>", ""),
            (
                "<si><r><rPr><b/><t>no</t></rPr><t>共有</t></r><r><t xml:space='preserve'> 产权 </t></r></si>",
                "共有 产权 "
            ),
            (
                "<si><t>東京</t><rPh sb='0' eb='2'><t>トウキョウ</t></rPh><phoneticPr fontId='1'/></si>",
                "東京"
            ),
            ("<si><t>  two  spaces  </t></si>", "  two  spaces  "),
            ("<si>\n  <t>indented</t>\n</si>", "indented"),
            ("<si><t>a&#13;&#10;b\tc</t></si>", "a\r\nb\tc"), ("<si><t>a\r\nb</t></si>", "a\nb"),
            ("<si><t><![CDATA[a<b]]>c</t></si>", "a<bc"),
            ("<si><t>a_x000D__x000a_b</t></si>", "a\r\nb"),
            ("<si><t>_x005F_x000D_</t></si>", "_x000D_"),
            ("<si><t>_xD83D__xDE00_</t></si>", "😀"), ("<si><t>_x4E2D__x6587_</t></si>", "中文"),
            ("<si><t>_xZZZZ_ _x12_ _X0041_ _x0041</t></si>", "_xZZZZ_ _x12_ _X0041_ _x0041"),
            ("<si><t>_x00_x0041_</t></si>", "_x00A"), ("<si><t>_</t></si>", "_"),
            ("<si><t>_x０041_</t></si>", "_x０041_"), ("<si><t>😀_x0041_😀</t></si>", "😀A😀"),
            ("<si><r><t>_x00</t></r><r><t>41_</t></r></si>", "A"),
        ])
    func texts(markup: String, text: String) throws {
        var parts = PackageParts(
            rows: "<row><c t='s'><v>0</v></c><c t='s'><v>1</v></c><c t='s'><v>2</v></c></row>")
        parts.strings = "<si><t>before</t></si>\(markup)<si><t>behind</t></si>"
        let expected: [String: CellValue] = [
            "A1": .text("before"), "B1": .text(text), "C1": .text("behind"),
        ]
        #expect(try parts.values() == expected)
    }

    @Test("A lone surrogate is no reason to fail")
    func loneSurrogate() throws {
        var parts = PackageParts(rows: "<row><c t='s'><v>0</v></c></row>")
        parts.strings = "<si><t>a_xD83D_b</t></si>"
        #expect(try parts.values() == ["A1": .text("a\u{FFFD}b")])
    }

    @Test("Counts that do not hold are not believed")
    func counts() throws {
        var parts = PackageParts(rows: "<row><c t='s'><v>1</v></c></row>")
        parts.strings = "<si><t>a</t></si><si><t>b</t></si>"
        parts.parts = [
            (
                "xl/sharedStrings.xml",
                "<sst xmlns='\(parts.flavour.main)' count='1' uniqueCount='999999999999'>"
                    + "<si><t>a</t></si><si><t>b</t></si></sst>"
            )
        ]
        #expect(try parts.values() == ["A1": .text("b")])
    }

    @Test("Without a table every index is out of range")
    func noTable() throws {
        let parts = PackageParts(rows: "<row><c t='s'><v>0</v></c><c><v>1</v></c></row>")
        let expected: [String: CellValue] = [
            "A1": .damaged(.sharedStringIndex), "B1": .number("1"),
        ]
        #expect(try parts.values() == expected)
    }
}
