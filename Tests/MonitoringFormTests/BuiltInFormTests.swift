/// The edition built in, held against the table of `design/model.md`, "Indicators".
import MonitoringForm
import Testing

@Suite("The 2020 form") struct BuiltInFormTests {
    private static let indicators = """
        industryQuality clusterRevenue 产业集群营业收入 亿元 flow
        industryQuality revenuePerEmployee 单位从业人员营业收入 万元/人 ratio
        industryQuality clusterValueAddedShareOfGDP 产业集群增加值占县（区、市）生产总值比重 % share
        industryQuality taxPerMu 产业集群亩均税收 万元 ratio
        innovationCapacity clusterRDInvestment 产业集群研发投入额 万元 flow
        innovationCapacity clusterRDShareOfCounty 产业集群研发投入占县（市、区）研发投入比重 % share
        innovationCapacity rdPersonnel 研发人员数 人 count,stock
        innovationCapacity jointInstitutes 引进大院名校共建载体数 个 count,stock
        enterpriseCultivation clusterEnterprises 产业集群企业数 个 count,stock
        enterpriseCultivation rdActiveLargeEnterprises 开展R&D活动的规上企业数 个 count,stock
        enterpriseCultivation nationalHighTechEnterprises 国家高新技术企业数 个 count,stock
        enterpriseCultivation newNationalHighTechEnterprises 新增国家高新技术企业数 个 count,flow
        enterpriseCultivation provincialTechSMEs 省科技型中小企业数 个 count,stock
        enterpriseCultivation newProvincialTechSMEs 新增省科技型中小企业数 个 count,flow
        serviceEffectiveness serviceInstitutions 集聚服务机构数 个 count,stock
        serviceEffectiveness enterprisesServed 服务企业数 家次 count,flow
        serviceEffectiveness technicalProblemsSolved 解决企业技术难题数 个 count,flow
        serviceEffectiveness industryUniversityProjects 产学研合作项目数 个 count,flow
        innovationEnvironment rdExpenditure R&D经费支出 万元 flow
        innovationEnvironment rdExpenditureShareOfGDP R&D经费支出占GDP比重 % share
        innovationEnvironment localFiscalTechExpenditure 其中本级财政科技支出 万元 flow
        innovationEnvironment rdSuperDeduction 当年企业研发费用加计扣除额 万元 flow
        innovationEnvironment innovationVouchersUsed 当年创新券使用额 万元 flow
        """

    @Test("Its 23 indicators have the sections, labels, units and kinds of the model, in order")
    func indicators() throws {
        let form = try FormDefinition.builtIn.get()
        let found = form.sections.flatMap { section in
            section.indicators.map { indicator in
                let kinds = indicator.kinds.map(\.rawValue).sorted().joined(separator: ",")
                return [section.id, indicator.id, indicator.label.text, indicator.unit, kinds]
            }
        }
        let wanted = BuiltInFormTests.indicators.split(separator: "\n").map { line in
            line.split(separator: " ").map(String.init)
        }
        #expect(wanted.count == 23)
        #expect(found.map(\.count) == wanted.map(\.count))
        for (found, wanted) in zip(found, wanted) {
            // The plan prints both orders of 县（市、区）; they are one label.
            let rules = form.labelRules
            #expect(LabelText(found[2], rules).key == LabelText(wanted[2], rules).key)
            #expect(found.enumerated().allSatisfy { $0 == 2 || $1 == wanted[$0] }, "\(found)")
        }
        #expect(form.indicators.map(\.id) == found.map { $0[1] })
    }

    @Test("Its sections, works and reporting areas are those of the model")
    func others() throws {
        let form = try FormDefinition.builtIn.get()
        #expect(form.sections.map(\.label.text) == ["产业质量", "创新能力", "企业培育", "服务成效", "创新环境"])
        let works = form.construction.works
        #expect(
            works.map(\.id) == [
                "workingMechanism", "foundingTeam", "implementationPlan", "nameplate",
                "exhibitionHall", "promotionalVideo",
            ])
        #expect(works[0].label.text == "健全的工作机制")
        #expect(works[3].label.text == "明显、大气的综合体名牌")
        #expect(works[4].label.text.hasSuffix("展厅"))
        #expect(works[5].label.text.hasSuffix("视频"))
        #expect(
            form.areas.map(\.name) == [
                "南湖区", "秀洲区", "嘉善县", "平湖市", "海盐县", "海宁市", "桐乡市", "嘉兴经济技术开发区", "嘉兴港区",
            ])
        #expect(form.funding.unit == "万元")
        #expect(form.measures.quarter.text == "本季度数据")
        #expect(form.measures.cumulative.text == "截止本季度累计数据")
        #expect(form.measures.growth.text == "同比增长")
    }

    @Test("Short forms of the reporting areas are known")
    func areas() throws {
        let form = try FormDefinition.builtIn.get()
        let variants = Dictionary(
            form.areas.flatMap { area in area.variants.map { ($0, area.name) } },
            uniquingKeysWith: { first, _ in first })
        for (short, area) in [
            ("经开区", "嘉兴经济技术开发区"), ("嘉兴经开区", "嘉兴经济技术开发区"), ("港区", "嘉兴港区"), ("嘉善", "嘉善县"),
            ("平湖", "平湖市"), ("海宁", "海宁市"),
        ] {
            #expect(variants[short] == area)
        }
    }

    @Test("Its parts and wholes are those that the rules compare")
    func parts() throws {
        let form = try FormDefinition.builtIn.get()
        let pairs = form.rules.partOf.map {
            "\(form.indicators[$0.part].id) \(form.indicators[$0.whole].id)"
        }
        #expect(
            Set(pairs) == [
                "newNationalHighTechEnterprises nationalHighTechEnterprises",
                "newProvincialTechSMEs provincialTechSMEs",
                "nationalHighTechEnterprises clusterEnterprises",
                "rdActiveLargeEnterprises clusterEnterprises",
                "provincialTechSMEs clusterEnterprises", "localFiscalTechExpenditure rdExpenditure",
            ])
    }

    @Test("A blank return has a place for every figure and work")
    func blankReturn() throws {
        let form = try FormDefinition.builtIn.get()
        var blank = Return(form: form, sheet: "表")
        #expect(blank.form == "jiaxing-quarterly-2020")
        #expect(blank.indicators.count == 23)
        #expect(blank.works.count == 6)
        for (index, measure) in Measure.allCases.enumerated() {
            #expect(blank.indicators[0][measure] == nil)
            blank.indicators[0][measure] = ExactDecimal(index)
        }
        #expect(
            Measure.allCases.map { blank.indicators[0][$0]?.description } == ["0", "1", "2", "3"])
        for (index, level) in FundingLevel.allCases.enumerated() {
            blank.spent[level] = ExactDecimal(index)
        }
        #expect(blank.spent.provincial == .zero)
        #expect(blank.spent.municipal == ExactDecimal(1))
        #expect(blank.spent.county == ExactDecimal(2))
        #expect(blank.spent.total == nil)
    }
}
