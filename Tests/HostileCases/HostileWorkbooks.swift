/// Workbooks that are sound XML in a sound archive, and still mean harm.
import TestSupport

extension HostileCase {
    private typealias Book = HostileWorkbook

    static let workbooks = merges + cells + packages + returns

    private static func merged(
        _ name: String, _ code: String, _ reason: String? = nil,
        rows: @escaping @Sendable (Size) -> [UInt8] = { _ in
            Book.bytes("<row><c><v>1</v></c></row>")
        }, _ ranges: @escaping @Sendable (Size) -> [UInt8]
    ) -> HostileCase {
        HostileCase(name, code, reason) { size in
            Book(
                sheet: Book.sheet(
                    rows: rows(size),
                    tail: Book.bytes("<mergeCells count='4294967295'>") + ranges(size)
                        + Book.bytes("</mergeCells>"))
            ).build()
        }
    }

    private static func range(_ reference: String) -> String { "<mergeCell ref='\(reference)'/>" }

    private static let merges: [HostileCase] = [
        merged("million-merges", "file.limitExceeded", "mergedRanges") { size in
            Book.numbered(size.pick(1_000_000, 2_000)) { range("A\($0 + 1):B\($0 + 1)") }
        },
        merged("merges-of-everything", "form.notFound") { size in
            Book.repeated(range("A1:XFD1048576"), size.pick(190_000, 900))
        },
        // Each covers the rows of all cells, none their columns.
        merged(
            "merges-beside-cells", "form.notFound",
            rows: { size in
                Book.numbered(size.pick(200_000, 500)) {
                    "<row r='\($0 + 1)'><c r='C\($0 + 1)' t='str'><v>t\($0)</v></c></row>"
                }
            },
            { size in Book.numbered(size.pick(190_000, 900)) { range("A\($0 + 1):A1048576") } }),
        merged(
            "merges-overlapping", "form.notFound",
            rows: { size in
                Book.numbered(size.pick(200_000, 500)) {
                    "<row r='\($0 + 1)'><c r='C\($0 + 1)' t='str'><v>t\($0)</v></c></row>"
                }
            },
            { size in Book.numbered(size.pick(190_000, 900)) { range("B\($0 + 1):XFD\($0 + 300)") }
            }),
        merged("merge-to-the-end", "form.notFound") { _ in Book.bytes(range("A1:XFD1048576")) },
        merged("merge-beyond-the-end", "file.corrupt", "mergedRange") { _ in
            Book.bytes(range("A1:XFE1048577"))
        },
    ]

    private static func labels(
        _ name: String, _ code: String, _ reason: String? = nil, cells: Int
    ) -> HostileCase {
        HostileCase(name, code, reason) { size in
            var book = Book(
                sheet: Book.sheet(
                    rows: Book.numbered(size.pick(cells, min(cells, 900))) {
                        "<row><c t='s'><v>\($0 % 8)</v></c></row>"
                    }))
            book.set(
                "xl/sharedStrings.xml",
                Book.strings(
                    Book.numbered(8) { index in
                        let tail = String(repeating: "本季度数据（", count: size.pick(60_000, 50))
                        return "<si><t>产业集群营业收入\(index)\(tail)</t></si>"
                    }))
            return book.build()
        }
    }

    private static let cells: [HostileCase] = [
        HostileCase("10-million-cells", "file.limitExceeded", "cells") { size in
            let columns = 20
            return Book(
                sheet: Book.sheet(
                    rows: Book.numbered(size.pick(10_000_000, 2_000) / columns) { row in
                        "<row>\((0..<columns).map { "<c><v>\((row + $0) % 10)</v></c>" }.joined())</row>"
                    })
            ).build()
        },
        HostileCase("cells-over-many-sheets", "file.limitExceeded", "cells") { size in
            Book(
                sheet: Book.sheet(
                    rows: Book.numbered(size.pick(50_000, 100)) { "<row><c><v>\($0)</v></c></row>" }
                ),
                sheets: size.pick(1_900, 19)
            ).build()
        },
        // As many cells as are let in, each with a text of its own.
        HostileCase("much-text", "file.limitExceeded", "textSize") { size in
            Book(
                sheet: Book.sheet(
                    rows: Book.numbered(size.pick(2_000_000, 900)) {
                        ($0 % 20 == 0 ? "<row>" : "")
                            + "<c t='str'><v>a text of its own, too long for a word: \($0)</v></c>"
                            + ($0 % 20 == 19 ? "</row>" : "")
                    })
            ).build()
        },
        HostileCase("much-shared-text", "file.limitExceeded", "textSize") { size in
            var book = Book(sheet: Book.sheet(rows: Book.bytes("<row><c t='s'><v>0</v></c></row>")))
            book.set(
                "xl/sharedStrings.xml",
                Book.strings(
                    Book.numbered(size.pick(2_500_000, 900)) {
                        "<si><t>a text of its own, too long for a word: \($0)</t></si>"
                    }))
            return book.build()
        },
        HostileCase("many-shared-strings", "file.limitExceeded", "sharedStrings") { size in
            var book = Book(sheet: Book.sheet(rows: Book.bytes("<row><c t='s'><v>0</v></c></row>")))
            book.set(
                "xl/sharedStrings.xml",
                Book.strings(Book.repeated("<si/>", size.pick(4_000_000, 2_000))))
            return book.build()
        },
        HostileCase("many-styles", "file.limitExceeded", "styles") { size in
            var book = Book()
            book.set(
                "xl/styles.xml",
                Book.bytes("<styleSheet xmlns='\(Book.main)'><cellXfs count='4294967295'>")
                    + Book.repeated("<xf/>", size.pick(1_000_000, 2_000))
                    + Book.bytes("</cellXfs></styleSheet>"))
            return book.build()
        },
        HostileCase("counts-lie", "form.notFound") { _ in
            var book = Book(
                sheet: Book.sheet(
                    rows: Book.bytes(
                        "<row r='1' spans='1:4294967295'><c r='A1' t='s'><v>0</v></c></row>")))
            book.set(
                "xl/sharedStrings.xml",
                "<sst xmlns='\(Book.main)' count='4294967295' uniqueCount='4294967295'><si><t>a</t></si></sst>"
            )
            book.set(
                "xl/styles.xml",
                "<styleSheet xmlns='\(Book.main)'><numFmts count='4294967295'/><cellXfs count='-1'><xf/></cellXfs></styleSheet>"
            )
            return book.build()
        },
        HostileCase("cells-far-apart", "form.notFound") { size in
            Book(
                sheet: Book.sheet(
                    rows: Book.numbered(size.pick(200_000, 500)) {
                        let row = $0 * 5 + 1
                        return "<row r='\(row)'><c r='A\(row)' t='str'><v>a\(row)</v></c>"
                            + "<c r='XFD\(row)' t='str'><v>b\(row)</v></c></row>"
                    })
            ).build()
        },
        HostileCase("cells-out-of-order", "form.notFound") { size in
            let count = size.pick(500_000, 500)
            return Book(
                sheet: Book.sheet(
                    rows: Book.numbered(count) {
                        let row = $0 * 7919 % 1_000_003 + 1
                        return
                            "<row r='\(row)'><c r='C\(row)'><v>1</v></c><c r='A\(row)'><v>2</v></c></row>"
                    })
            ).build()
        },
        labels("labels-of-a-megabyte", "form.notFound", cells: 20),
        labels("labels-of-a-megabyte-everywhere", "file.limitExceeded", "textSize", cells: 100_000),
        HostileCase("many-formulas", "form.notFound") { size in
            Book(
                sheet: Book.sheet(
                    rows: Book.numbered(size.pick(300_000, 500)) {
                        "<row><c><f>SUM(A1:XFD1048576)+\($0)</f><v>1</v></c></row>"
                    })
            ).build()
        },
    ]

    private static let packages: [HostileCase] = [
        HostileCase("10000-sheets", "file.limitExceeded", "sheets") { size in
            Book(sheets: size.pick(10_000, 120)).build()
        },
        HostileCase("2000-sheets", "form.notFound") { size in
            Book(sheets: size.pick(2_000, 90)).build()
        },
        HostileCase("many-relationships", "file.limitExceeded", "relationships") { size in
            var book = Book()
            book.set(
                "xl/_rels/workbook.xml.rels",
                Book.links(
                    String(
                        decoding: Book.numbered(size.pick(1_000_000, 2_000)) {
                            Book.link("x\($0)", "worksheet", "a.xml")
                        }, as: UTF8.self)))
            return book.build()
        },
        HostileCase("circle-of-workbook", "form.notFound") { _ in
            // The workbook is its own sheet, strings and styles.
            var book = Book()
            book.set(
                "xl/_rels/workbook.xml.rels",
                Book.links(
                    Book.link("r1", "worksheet", "workbook.xml")
                        + Book.link("a", "sharedStrings", "workbook.xml")
                        + Book.link("b", "styles", "workbook.xml")))
            return book.build()
        },
        HostileCase("circle-of-relationships", "file.notWorkbook", "otherDocument") { _ in
            var book = Book()
            book.set("_rels/.rels", Book.links(Book.link("a", "officeDocument", "_rels/.rels")))
            return book.build()
        },
        HostileCase("circle-of-sheets", "form.notFound") { _ in
            var book = Book()
            book.set(
                "xl/worksheets/_rels/sheet1.xml.rels",
                Book.links(Book.link("a", "comments", "sheet1.xml")))
            return book.build()
        },
        HostileCase("target-climbs", "file.corrupt", "missingPart") { _ in
            var book = Book()
            book.set(
                "xl/_rels/workbook.xml.rels",
                Book.links(Book.link("r1", "worksheet", "../../../../etc/passwd")))
            return book.build()
        },
    ]

    private static let returns: [HostileCase] = [
        HostileCase("return-5000-times", "period.missing") { size in
            // The names of indicators in the form's own order, without units.
            HostileReturns.stacked(size.pick(5_000, 5)).build()
        },
        HostileCase("shared-string-index-out-of-range", "value.cellError") { _ in
            HostileReturns.damaged("<c r='D2' t='s'><v>4294967295</v></c>").build()
        },
        HostileCase("style-index-out-of-range", "period.missing") { _ in
            HostileReturns.damaged("<c r='D2' s='4294967295'><v>7</v></c>").build()
        },
        HostileCase("style-index-beyond", "period.missing") { _ in
            HostileReturns.damaged("<c r='D2' s='999999'><v>7</v></c>").build()
        },
        HostileCase("number-of-a-megabyte", "value.notNumeric") { size in
            HostileReturns.damaged(
                "<c r='D2'><v>1\(String(repeating: "0", count: size.pick(1 << 20, 60_000)))</v></c>"
            ).build()
        },
        HostileCase("exponent-of-number", "period.missing") { _ in
            HostileReturns.damaged("<c r='D2'><v>1E9999</v></c>").build()
        },
    ]
}

/// Forms as small as recognition knows them.
enum HostileReturns {
    private static let labels = ["产业集群营业收入", "单位从业人员营业收入", "产业集群研发投入额"]
    private static let headers = ["一级指标", "二级指标", "计量单位", "本季度数据", "同比增长", "截止本季度累计数据", "同比增长"]

    private static func text(_ reference: String, _ text: String) -> String {
        "<c r='\(reference)' t='str'><v>\(text)</v></c>"
    }

    private static func headerRow(_ row: Int) -> String {
        let cells = zip("ABCDEFG", headers).map { text("\($0)\(row)", $1) }
        return "<row r='\(row)'>\(cells.joined())</row>"
    }

    /// - Parameter style: of the figures.
    static func stacked(_ count: Int, style: Int = 0) -> HostileWorkbook {
        let rows = HostileWorkbook.numbered(count) { index in
            let first = index * 6 + 1
            var rows =
                "<row r='\(first)'>\(text("A\(first)", "综合体名称"))\(text("B\(first)", "第\(index)号产业创新服务综合体"))</row>"
            rows += headerRow(first + 1)
            for (offset, label) in labels.enumerated() {
                let row = first + 2 + offset
                rows += "<row r='\(row)'>\(text("B\(row)", label))"
                for column in "DEFG" {
                    rows += "<c r='\(column)\(row)' s='\(style)'><v>\(index).5</v></c>"
                }
                rows += "</row>"
            }
            return rows
        }
        return HostileWorkbook(sheet: HostileWorkbook.sheet(rows: rows))
    }

    /// A form with one indicator, whose first figure is some markup.
    static func damaged(_ cell: String) -> HostileWorkbook {
        let rows =
            headerRow(1) + "<row r='2'>\(text("B2", labels[0]))\(cell)</row>"
            + "<row r='3'>\(text("B3", labels[2]))<c r='D3'><v>8</v></c></row>"
        return HostileWorkbook(sheet: HostileWorkbook.sheet(rows: Array(rows.utf8)))
    }
}
