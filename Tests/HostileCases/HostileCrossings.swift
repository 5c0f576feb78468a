/// Sound workbooks whose tables, rows, columns or sheets could each be looked through for each of the others.
extension HostileCase {
    private typealias Book = HostileWorkbook

    private static func cells(_ columns: Range<Int>, _ cell: (Int) -> String) -> String {
        columns.map(cell).joined()
    }

    private static func name(_ index: Int) -> String { "第\(index)号产业创新服务综合体" }

    private static func merges(_ count: Int, _ range: (Int) -> String) -> [UInt8] {
        Book.bytes("<mergeCells>")
            + Book.numbered(count) { "<mergeCell ref='\(range($0))'/>" }
            + Book.bytes("</mergeCells>")
    }

    /// A row of numbers over all columns, which each table below might take for its own.
    private static func wide(_ size: Size) -> [UInt8] {
        Book.bytes(row(1, cells(0..<size.pick(16_384, 300)) { number($0, 1, 5) }))
    }

    /// Nameless returns on sheets of their own, and a list of many with names that might each be one of theirs.
    private static func sheets(_ size: Size) -> [UInt8] {
        var book = Book()
        let pad = String(repeating: "甲", count: size.pick(150, 20))
        let count = size.pick(200, 8)
        var list = ""
        var links = ""
        for index in 1...count {
            let title = index == count ? "乙" : "\(pad)\(index)"
            list += "<sheet name='\(title)' sheetId='\(index)' r:id='r\(index)'/>"
            links += Book.link("r\(index)", "worksheet", "worksheets/sheet\(index).xml")
            let stated = row(1, text(0, 1, "报送季度"), text(1, 1, "2020年第二季度"))
            let rows =
                index == count
                ? Book.bytes(row(3, text(0, 3, "综合体名称"), text(1, 3, "健全的工作机制")))
                    + Book.numbered(size.pick(5_000, 30)) {
                        row($0 + 4, text(0, $0 + 4, name($0)), text(1, $0 + 4, "完成"))
                    }
                : Book.bytes(
                    row(2, text(1, 2, "二级指标"), text(2, 2, "本季度数据"))
                        + row(3, text(1, 3, heads[0]), number(2, 3, index)))
            book.set(
                "xl/worksheets/sheet\(index).xml", Book.sheet(rows: Book.bytes(stated) + rows))
        }
        links += Book.link("strings", "sharedStrings", "sharedStrings.xml")
        links += Book.link("styles", "styles", "styles.xml")
        book.set(
            "xl/workbook.xml",
            "<workbook xmlns='\(Book.main)' xmlns:r='\(Book.office)'><sheets>\(list)</sheets></workbook>"
        )
        book.set("xl/_rels/workbook.xml.rels", Book.links(links))
        return book.build()
    }

    static let crossings: [HostileCase] = tablesAndRows + rowsAndColumns + mergesAndCells

    // MARK: Many tables

    private static let tablesAndRows: [HostileCase] = [
        sheet("tables-below-a-wide-row", "complex.missing") { size in
            wide(size)
                + Book.numbered(size.pick(5_000, 60)) { index in
                    let line = 3 * index + 3
                    return row(line, text(1, line, "二级指标"), text(2, line, "本季度数据"))
                        + row(line + 1, text(1, line + 1, heads[0]), number(2, line + 1, 3))
                }
        },
        sheet("roll-ups-below-a-wide-row", "form.sectionMissing") { size in
            wide(size)
                + Book.numbered(size.pick(1_500, 60)) { index in
                    let line = 3 * index + 3
                    return row(line, text(0, line, "综合体名称"), rollUp(1, line))
                        + row(line + 1, text(0, line + 1, name(index)), number(1, line + 1, 3))
                }
        },
        sheet("roll-ups-beside-numbers-of-columns", "form.notFound") { size in
            let width = size.pick(4_500, 60)
            let labels = ["研发人员数", "服务企业数", "二级指标"]
            return Book.bytes(row(1, cells(0..<width) { text($0, 1, labels[$0 % 3]) }))
                + Book.numbered(size.pick(60, 4)) { line in
                    row(line + 2, cells(0..<width) { number($0, line + 2, $0 + 1) })
                }
        },
        sheet("heads-repeated-in-all-columns", "form.notFound") { size in
            Book.numbered(size.pick(12, 4)) { line in
                let label = line % 2 == 0 ? heads[0] : "二级指标"
                return row(
                    line + 1, cells(0..<size.pick(16_000, 60)) { text($0, line + 1, label) })
            }
        },
        sheet("stairs-of-tables", "form.notFound") { size in
            let count = size.pick(1_500, 40)
            return Book.numbered(size.pick(4_500, 60)) { line in
                let steps = (0..<count).filter { table in
                    let first = table * 1_597 % count / 16
                    return line >= first && (line - first) % 18 == 0 && line - first < 18 * 12
                }
                return steps.isEmpty
                    ? "" : row(line + 1, steps.map { text($0 * 4, line + 1, heads[0]) }.joined())
            }
        },
        HostileCase("returns-of-many-sheets", "complex.missing") { sheets($0) },
    ]

    // MARK: Long tables with many columns

    private static let rowsAndColumns: [HostileCase] = [
        sheet("a-list-under-hundreds-of-headers", "indicator.missing") { size in
            let width = size.pick(700, 80)
            let labels = cells(2..<width) { text($0, 1, $0 % 2 == 0 ? "同比增长" : "本季度数据") }
            return Book.bytes(row(1, text(0, 1, "综合体名称"), text(1, 1, "二级指标"), labels))
                + Book.numbered(size.pick(5_000, 20)) { index in
                    row(
                        index + 2, text(0, index + 2, name(index)), text(1, index + 2, heads[0]),
                        cells(2..<32) { number($0, index + 2, 3) })
                }
        },
        sheet("unknown-rows-below-wide-headers", "complex.missing") { size in
            let others = cells(3..<size.pick(16_384, 300)) { text($0, 1, "x") }
            return Book.bytes(
                row(1, text(1, 1, "二级指标"), text(2, 1, "本季度数据"), others)
                    + row(2, text(1, 2, heads[0]), number(2, 2, 5)))
                + Book.numbered(size.pick(30_000, 300)) { index in
                    row(index + 3, text(1, index + 3, "甲项"), number(2, index + 3, 3))
                }
        },
        sheet("blank-headers-before-a-roll-up", "complex.missing") { size in
            let first = size.pick(256, 40)
            return Book.bytes(
                row(1, cells(0..<first + 1) { number($0, 1, 5) })
                    + row(2, text(first, 2, "本季度数据"), rollUp(first + 1, 2)))
                + Book.numbered(size.pick(20_000, 100)) { index in
                    row(
                        index + 3, text(first, index + 3, "本季度数据"),
                        number(first + 1, index + 3, 3))
                }
        },
        sheet("sums-below-all-rows", "complex.missing") { size in
            Book.bytes(row(1, text(1, 1, "二级指标"), text(2, 1, "本季度数据")))
                + Book.numbered(size.pick(45_000, 100)) { index in
                    let line = 2 * index + 2
                    return row(line, text(1, line, heads[0]))
                        + row(line + 1, text(1, line + 1, "合计"))
                }
        },
        sheet("units-noted-in-all-columns", "complex.missing") { size in
            Book.bytes(form)
                + Book.numbered(size.pick(10, 2)) { line in
                    row(
                        line + 40,
                        cells(0..<size.pick(16_384, 200)) { text($0, line + 40, "单位：万元") })
                }
        },
        sheet("words-on-all-lines-of-a-roll-up", "form.notFound") { size in
            Book.bytes(row(1, text(0, 1, "综合体名称"), rollUp(1)))
                + Book.numbered(size.pick(40_000, 100)) { index in
                    row(
                        index + 2, text(0, index + 2, "合计"),
                        cells(1..<4) { text($0, index + 2, "在建") })
                }
        },
        sheet("choices-again-and-again", "complex.missing") { size in
            let choices = String(repeating: "□完成 □已完成 ", count: 20)
            return Book.bytes(row(1, text(1, 1, "二级指标"), text(2, 1, "完成情况")))
                + Book.numbered(size.pick(8_000, 30)) { index in
                    row(
                        index + 2, text(1, index + 2, "健全的工作机制"),
                        text(2, index + 2, "\(choices)\(index)"))
                }
        },
    ]

    // MARK: Merged ranges

    private static let mergesAndCells: [HostileCase] = [
        sheet(
            "keys-merged-over-all-columns", "form.notFound",
            tail: { size in merges(size.pick(60_000, 300)) { "A\($0 + 1):XFD\($0 + 1)" } },
            { size in
                Book.numbered(size.pick(60_000, 300)) { row($0 + 1, text(0, $0 + 1, heads[0])) }
            }),
        sheet(
            "merges-over-each-other", "complex.missing",
            tail: { size in
                let rows = size.pick(3_000, 30)
                return merges(size.pick(16_000, 400)) { index in
                    let left = 4 + index % 100
                    let top = index / 4 + 1
                    return "\(column(left))\(top):\(column(left + 90))\(top + rows)"
                }
            },
            { size in
                Book.bytes(row(1, text(1, 1, "二级指标"), text(2, 1, "本季度数据")))
                    + Book.numbered(size.pick(8_000, 100)) { index in
                        row(
                            index + 2, text(1, index + 2, heads[index % 3]),
                            number(2, index + 2, index), number(200 + index % 7, index + 2, 1))
                    }
            }),
    ]
}
