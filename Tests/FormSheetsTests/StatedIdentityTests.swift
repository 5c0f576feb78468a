/// What a workbook says of whose return it is: levels, counties, quarters and days as people write them.
import FormSheets
import MonitoringForm
import TestSupport
import Testing

@Suite("Stated identity") struct StatedIdentityTests {
    private func convert(_ pairs: [(String, String)], last: String? = nil) throws
        -> ConvertedDocument
    {
        var cells = pairs.map { [$0.0, $0.1] }
        cells += [
            ["二级指标", "本季度数据", "同比增长", "累计", "同比增长"], ["产业集群营业收入", "1", "2", "3", "4"],
            ["研发人员数", "1", "2", "3", "4"], ["服务企业数", "1", "2", "3", "4"],
        ]
        if let last { cells += [[], [last]] }
        return DocumentConverter(try FormDefinition.builtIn.get())
            .convert(GridWorkbook([.init("表", cells)]).build(), name: "a.xlsx").document
    }

    @Test(
        "Of the levels that a form offers the ticked one is meant, wherever its tick stands",
        arguments: [
            ("省级√ 市级", "provincial"), ("省级☑ 市级□", "provincial"), ("省级□ 市级☑", "municipal"),
            ("☑省级 □市级", "provincial"), ("□省级 ☑市级", "municipal"), ("√省级  市级", "provincial"),
            ("省级（√） 市级（ ）", "provincial"), ("省级（ ）市级（√）", "municipal"), ("省 级", "provincial"),
            ("嘉兴市级", "municipal"), ("省级（2018年认定）", "provincial"), ("省级 ○ 市级 ●", "municipal"),
            ("省级（V） 市级（ ）", "provincial"),
            ("省级（嘉兴市推荐）", "provincial"), ("省级综合体（平湖市）", "provincial"),
        ])
    func level(text: String, wanted: String) throws {
        let document = try convert([("综合体名称", "平湖光机电产业创新服务综合体"), ("级别", text)])
        #expect(document.returns.first?.complex.level?.rawValue == wanted)
        #expect(!document.findings.contains { $0.code == .complexMissing })
    }

    @Test(
        "A level that is none of the two, or both, is told",
        arguments: ["国家级", "县级", "省市共建", "省级 √ 市级", "省级√ 市级√", "一级"])
    func otherLevel(text: String) throws {
        let document = try convert([("综合体名称", "平湖光机电产业创新服务综合体"), ("级别", text)])
        #expect(document.returns.first?.complex.level == nil)
        let finding = try #require(document.findings.first { $0.code == .complexMissing })
        #expect(finding.cell == "B2" && finding.detail.quoted == text)
        let open = try convert([("综合体名称", "平湖光机电产业创新服务综合体"), ("级别", "省级□ 市级□")])
        #expect(!open.findings.contains { $0.code == .complexMissing })
    }

    @Test(
        "A zone without its city's name is that of the city, and any other place's its own",
        arguments: [
            ("平湖经济技术开发区", "平湖市"), ("嘉善经济技术开发区", "嘉善县"), ("海宁经开区", "海宁市"), ("桐乡经开区", "桐乡市"),
            ("独山港区", "平湖市"), ("经开区", "嘉兴经济技术开发区"), ("嘉兴市经开区", "嘉兴经济技术开发区"), ("港区", "嘉兴港区"),
            ("嘉兴市港区", "嘉兴港区"), ("浙江省嘉兴市南湖区", "南湖区"), ("嘉兴经济技术开发区", "嘉兴经济技术开发区"),
            ("市经开区", "嘉兴经济技术开发区"), ("市港区", "嘉兴港区"), ("嘉兴市级经开区", "嘉兴经济技术开发区"),
            ("海宁市（经开区）", "海宁市"), ("平湖市（港区）", "平湖市"), ("□南湖区 ☑平湖市", "平湖市"), ("张江经开区", nil),
            ("平湖市、海盐县", nil), ("嘉兴市", nil),
        ] as [(String, String?)])
    func county(text: String, wanted: String?) throws {
        let document = try convert([("综合体名称", "甲乙丙产业创新服务综合体"), ("所属县（市、区）", text)])
        #expect(document.returns.first?.complex.county == wanted)
        let told = document.findings.contains { $0.code == .complexMissing && $0.cell == "B2" }
        #expect(told == (wanted == nil))
    }

    @Test("What says that there is nothing is no name", arguments: ["—", "/", "无", "______", "……"])
    func nothing(text: String) throws {
        let document = try convert([("综合体名称", text), ("填报人", text), ("联系电话", text)])
        let item = try #require(document.returns.first)
        #expect(item.complex.name == nil)
        #expect(item.reporting.preparedBy == nil && item.reporting.phone == nil)
        #expect(document.findings.contains { $0.code == .complexMissing })
        // Whatever else stands there is what somebody wrote.
        for name in ["«»", "😀", "007", "_x", "甲/乙"] {
            let item = try #require(convert([("填报人", name)]).returns.first)
            #expect(item.reporting.preparedBy == name)
        }
    }

    @Test("A quarter that is not understood is quoted at its cell")
    func period() throws {
        let document = try convert([("综合体名称", "甲乙丙产业创新服务综合体"), ("报送季度", "今年第三季度")])
        let finding = try #require(document.findings.first { $0.code == .periodMissing })
        #expect(finding.cell == "B2" && finding.detail.quoted == "今年第三季度")
    }

    @Test(
        "A day below the table without a label is the day of the report, unless one has the label")
    func day() throws {
        let line = "2020年10月21日"
        let plain = try convert([("综合体名称", "甲乙丙产业创新服务综合体")], last: line)
        #expect(plain.returns.first?.reporting.date?.description == "2020-10-21")
        let labelled = try convert([("填报日期", "2020-10-20")], last: line)
        #expect(labelled.returns.first?.reporting.date?.description == "2020-10-20")
        let founding = try convert([("认定时间", line)])
        #expect(founding.returns.first?.reporting.date == nil)
        let serial = try convert([("填报日期", "44125")])
        #expect(serial.returns.first?.reporting.date?.description == "2020-10-21")
    }

    private static let table = [
        ["二级指标", "本季度数据", "同比增长", "累计", "同比增长"], ["研发人员数", "1", "2", "3", "4"],
    ]

    @Test(
        "Labels in a line, blanks between them, have their values in the line below, at the foot too"
    )
    func labelsAbove() throws {
        let document = try GridWorkbook([
            .init(
                "表",
                [
                    ["综合体名称", "", "所属县（市、区）", "", "级别"], ["光机电产业创新服务综合体", "", "平湖市", "", "市级"],
                    ["建设依托单位", "", "报送季度", "", "填报日期"],
                    ["平湖市服装行业协会", "", "2020年第三季度", "", "2020-10-22"],
                ] + Self.table + [
                    ["填报人", "", "审核人", "", "联系电话"], ["陆敏", "", "张海明", "", "0573-86286899"],
                ])
        ]).converted()
        let item = try #require(document.returns.first)
        #expect(item.complex.level == .municipal && item.complex.county == "平湖市")
        #expect(item.complex.operator == "平湖市服装行业协会")
        #expect(item.period?.description == "2020Q3")
        #expect(item.reporting.date?.description == "2020-10-22")
        #expect(item.reporting.preparedBy == "陆敏" && item.reporting.reviewedBy == "张海明")
        #expect(item.reporting.phone == "0573-86286899")
    }

    @Test("Labels without values take none from the header of the table below")
    func labelsOfABlankForm() throws {
        let document = try GridWorkbook([
            .init("表", [["综合体名称", "", "报送季度", "", "填报人"]] + Self.table)
        ]).converted()
        let item = try #require(document.returns.first)
        #expect(item.complex.name == nil && item.period == nil && item.reporting.preparedBy == nil)
    }

    @Test("综合体名称 and the other fields in a list right of the table name nobody but the complex")
    func fieldsBeside() throws {
        let fields = [
            ("综合体名称", "平湖市光机电产业创新服务综合体"), ("所属县（市、区）", "平湖市"), ("报送季度", "2020年第三季度"),
        ]
        var table = Self.table
        table.append(["服务企业数", "1", "2", "3", "4"])
        let document = try GridWorkbook([
            .init("表", zip(table, fields).map { $0 + ["", $1.0, $1.1] })
        ]).converted()
        #expect(document.returns.map(\.complex.name) == ["平湖市光机电产业创新服务综合体"])
        #expect(document.returns.map(\.staff) == ["1 2 3 4"])
        #expect(document.returns.first?.period?.description == "2020Q3")
    }
}
