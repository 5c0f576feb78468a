/// Sound workbooks whose labels and figures stand, or read, so that looking for what belongs together could cost more
/// than there is to read.
extension HostileCase {
    private typealias Book = HostileWorkbook

    static let layouts = far + many + texts + crossings

    static let heads = ["研发人员数", "产业集群企业数", "集聚服务机构数"]

    static func column(_ number: Int) -> String {
        var (rest, letters) = (number, "")
        repeat {
            letters = String(UnicodeScalar(UInt8(65 + rest % 26))) + letters
            rest = rest / 26 - 1
        } while rest >= 0
        return letters
    }

    static func text(_ column: Int, _ row: Int, _ text: String) -> String {
        "<c r='\(Self.column(column))\(row)' t='str'><v>\(text)</v></c>"
    }

    static func number(_ column: Int, _ row: Int, _ value: Int) -> String {
        "<c r='\(Self.column(column))\(row)'><v>\(value)</v></c>"
    }

    static func row(_ number: Int, _ cells: String...) -> String {
        "<row r='\(number)'>\(cells.joined())</row>"
    }

    /// A form of one figure.
    static let form =
        row(1, text(1, 1, "二级指标"), text(2, 1, "本季度数据"))
        + row(2, text(1, 2, heads[0]), number(2, 2, 5))

    /// The heads of a roll-up from a column on.
    static func rollUp(_ first: Int, _ line: Int = 1) -> String {
        heads.enumerated().map { text(first + $0, line, $1) }.joined()
    }

    static func sheet(
        _ name: String, _ code: String, _ reason: String? = nil,
        tail: @escaping @Sendable (Size) -> [UInt8] = { _ in [] },
        _ rows: @escaping @Sendable (Size) -> [UInt8]
    ) -> HostileCase {
        HostileCase(name, code, reason) { size in
            Book(sheet: Book.sheet(rows: rows(size), tail: tail(size))).build()
        }
    }

    /// A form with a text in a column of many rows below it.
    private static func repeated(_ name: String, _ column: Int, _ content: String) -> HostileCase {
        sheet(name, "complex.missing") { size in
            Book.bytes(form)
                + Book.numbered(size.pick(50_000, 300)) {
                    row($0 + 40, text(column, $0 + 40, content))
                }
        }
    }

    /// A form of one indicator with a text in a cell of it.
    private static func figure(
        _ name: String, _ code: String, _ text: @escaping @Sendable (Int) -> String
    ) -> HostileCase {
        HostileCase(name, code) { size in
            HostileReturns.damaged(
                "<c r='D2' t='str'><v>\(text(size.pick(1_000_000, 4_000)))</v></c>"
            ).build()
        }
    }

    // MARK: Few cells far from each other

    private static let far: [HostileCase] = [
        sheet("roll-ups-over-a-million-rows", "form.notFound") { size in
            let cells = (0..<size.pick(8, 4)).map { rollUp(1 + 30 * $0) }.joined()
            return Book.bytes(row(1, cells) + row(1_048_576, number(0, 1_048_576, 1)))
        },
        sheet("roll-up-at-the-last-column", "complex.missing") { size in
            let first = text(0, 1, "x") + rollUp(16_000)
            return Book.bytes(row(1, first))
                + Book.numbered(size.pick(2_000, 100)) { row($0 + 2, number(16_000, $0 + 2, $0)) }
        },
        sheet("tables-below-each-other-to-the-last-column", "complex.missing") { size in
            Book.bytes(row(1, number(16_383, 1, 1)))
                + Book.numbered(size.pick(3_000, 100)) { index in
                    let line = 30 * index + 5
                    return row(line, text(2, line, "本季度数据"))
                        + row(line + 1, text(1, line + 1, heads[0]), number(2, line + 1, 5))
                }
        },
        sheet("keys-at-both-ends", "form.notFound") { size in
            Book.numbered(size.pick(3_000, 100)) { index in
                let line = 30 * index + 5
                return row(
                    line, text(1, line, heads[0]), number(2, line, 5), text(16_000, line, heads[0])
                )
            }
        },
        sheet("headers-of-a-long-table", "complex.missing") { size in
            let headers = (2..<size.pick(16_000, 400)).map {
                text($0, 1, $0 == 2 ? "本季度数据" : "x\($0)")
            }
            return Book.bytes(row(1, headers.joined()))
                + Book.numbered(size.pick(16_000, 100)) { index in
                    row(
                        index + 2, text(1, index + 2, heads[index % 3]),
                        number(2, index + 2, index))
                }
        },
        sheet(
            "tall-merges-beside-a-table", "complex.missing",
            tail: { size in
                Book.bytes("<mergeCells>")
                    + Book.numbered(size.pick(16_000, 400)) {
                        "<mergeCell ref='\(column(10 + $0))1:\(column(10 + $0))100000'/>"
                    } + Book.bytes("</mergeCells>")
            },
            { size in
                Book.bytes(row(1, text(1, 1, "二级指标"), text(3, 1, "本季度数据")))
                    + Book.numbered(size.pick(16_000, 200)) { index in
                        row(
                            index + 2, text(1, index + 2, heads[index % 3]),
                            text(3, index + 2, "x"))
                    }
            }),
    ]

    // MARK: Many of the same

    private static let many: [HostileCase] = [
        sheet("returns-without-end", "file.limitExceeded", "returns") { size in
            Book.bytes(row(1, text(0, 1, "综合体名称"), rollUp(1)))
                + Book.numbered(size.pick(80_000, 120)) { index in
                    row(
                        index + 2, text(0, index + 2, "第\(index)号产业创新服务综合体"),
                        number(1, index + 2, index))
                }
        },
        sheet("one-name-on-all-rows", "file.limitExceeded", "returns") { size in
            Book.bytes(row(1, text(0, 1, "综合体名称"), rollUp(1)))
                + Book.numbered(size.pick(40_000, 120)) { index in
                    row(
                        index + 2, text(0, index + 2, "平湖光机电产业创新服务综合体"),
                        number(1, index + 2, index))
                }
        },
        sheet("a-measure-on-all-rows", "complex.missing") { size in
            Book.bytes(row(1, text(0, 1, "指标"), rollUp(1)))
                + Book.numbered(size.pick(40_000, 200)) { index in
                    row(
                        index + 2, text(0, index + 2, index == 0 ? "本季度数据" : "同比增长"),
                        number(1, index + 2, index))
                }
        },
        repeated("units-noted-on-all-rows", 0, "单位：万元"),
        repeated("days-on-all-rows", 16_383, "2020年10月21日"),
        sheet("one-person-for-all-returns", "file.limitExceeded", "identitySize") { size in
            let count = size.pick(5_900, 60)
            return Book.bytes(row(1, text(0, 1, "综合体名称"), rollUp(1)))
                + Book.numbered(count) { index in
                    row(
                        index + 2, text(0, index + 2, "第\(index)号产业创新服务综合体"),
                        number(1, index + 2, index))
                }
                + Book.bytes(
                    row(
                        count + 3,
                        text(
                            0, count + 3,
                            "填报人：" + String(repeating: "张", count: size.pick(60_000, 200)))))
        },
        sheet("tables-side-by-side", "form.notFound") { size in
            Book.numbered(size.pick(60, 4)) { line in
                let labels = (0..<size.pick(2_000, 40)).map {
                    text($0 * 8, line + 1, heads[$0 % 3])
                }
                return row(line + 1, labels.joined())
            }
        },
        sheet("amounts-on-all-rows", "form.notFound") { size in
            Book.numbered(size.pick(30_000, 200)) {
                row(
                    $0 + 1, text(0, $0 + 1, "项目"), number(1, $0 + 1, $0),
                    text(2, $0 + 1, "实际使用支出金额/万元"), number(3, $0 + 1, $0))
            }
        },
        sheet("labels-that-nobody-knows", "indicator.unknown") { size in
            Book.bytes(form)
                + Book.numbered(size.pick(40_000, 300)) {
                    row(
                        $0 + 3, text(1, $0 + 3, "某种未知的产业集群研发人员指标\($0)"),
                        number(2, $0 + 3, $0))
                }
        },
    ]

    // MARK: Texts of one cell

    private static let texts: [HostileCase] = [
        figure("figure-per-mu-per-mu", "value.notNumeric") {
            "1" + String(repeating: "/亩", count: $0 / 4)
        },
        figure("figure-in-brackets", "value.notNumeric") {
            String(repeating: "(", count: $0 / 2) + "1" + String(repeating: ")", count: $0 / 2)
        },
        figure("figure-with-remarks", "value.notNumeric") {
            "1" + String(repeating: "（万）", count: $0 / 9)
        },
        sheet("labels-in-a-text", "complex.missing") { size in
            let count = size.pick(400_000, 4_000)
            return Book.bytes(
                form
                    + row(9, text(0, 9, "（" + String(repeating: "）：", count: count))))
        },
        sheet("units-in-texts", "complex.missing") { size in
            Book.bytes(form)
                + Book.numbered(size.pick(20_000, 30)) {
                    row(
                        $0 + 40,
                        text(0, $0 + 40, String(repeating: "单位（", count: 60) + "\($0)"))
                }
        },
        HostileCase("format-of-a-quarter-megabyte", "period.missing") { size in
            var book = HostileReturns.stacked(size.pick(200, 4), style: 1)
            let literal = String(repeating: "约", count: size.pick(80_000, 9_000))
            book.set(
                "xl/styles.xml",
                """
                <styleSheet xmlns='\(Book.main)'><numFmts><numFmt numFmtId='170' \
                formatCode='"\(literal)"0'/></numFmts><cellXfs><xf/><xf numFmtId='170'/></cellXfs></styleSheet>
                """)
            return book.build()
        },
    ]
}
