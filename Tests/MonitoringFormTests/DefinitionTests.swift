import Foundation
import MonitoringForm
import Testing

/// The form as data: the edition built in, and what a wrong file is told.
@Suite("Form definitions") struct DefinitionTests {
    @Test("The 2020 form has its indicators and works in order")
    func builtIn() throws {
        let form = try FormDefinition.builtIn.get()
        #expect(form.id == "jiaxing-quarterly-2020")
        #expect(
            form.indicators.map(\.id) == [
                "clusterRevenue", "revenuePerEmployee", "clusterValueAddedShareOfGDP", "taxPerMu",
                "clusterRDInvestment", "clusterRDShareOfCounty", "rdPersonnel", "jointInstitutes",
                "clusterEnterprises", "rdActiveLargeEnterprises", "nationalHighTechEnterprises",
                "newNationalHighTechEnterprises", "provincialTechSMEs", "newProvincialTechSMEs",
                "serviceInstitutions", "enterprisesServed", "technicalProblemsSolved",
                "industryUniversityProjects", "rdExpenditure", "rdExpenditureShareOfGDP",
                "localFiscalTechExpenditure", "rdSuperDeduction", "innovationVouchersUsed",
            ])
        #expect(
            form.construction.works.map(\.id) == [
                "workingMechanism", "foundingTeam", "implementationPlan", "nameplate",
                "exhibitionHall", "promotionalVideo",
            ])
        #expect(form.areas.count == 9)
        #expect(form.indicators.filter(\.isShare).count == 3)
    }

    private func change(_ from: String, _ to: String) throws -> DefinitionError? {
        let text = String(decoding: FormDefinition.builtInFile, as: UTF8.self)
        try #require(text.contains(from))
        let range = try #require(text.range(of: from))
        do {
            _ = try FormDefinition(json: Array(text.replacingCharacters(in: range, with: to).utf8))
            return nil
        } catch { return error }
    }

    @Test("A mistake is told with its place")
    func mistakes() throws {
        #expect(try change("\"id\"", "id")?.place.hasPrefix("line 2") == true)
        #expect(try change("\"title\":", "\"titel\":")?.place == "/title")
        #expect(
            try change("\"unit\": \"亿元\"", "\"unit\": \"光年\"")?.place
                == "/sections/0/indicators/0/unit")
        #expect(try change("\"id\": \"taxPerMu\"", "\"id\": \"clusterRevenue\"") != nil)
        #expect(try change("\"label\": \"研发人员数\"", "\"label\": \"服务企业数\"") != nil)
        #expect(
            try change("\"part\": \"localFiscalTechExpenditure\"", "\"part\": \"nobody\"")?.place
                == "/partOf/5/part")
        #expect(try change("\"kind\": \"flow\"", "\"kind\": \"flood\"") != nil)
        #expect(try change("全市产业", "全市的产业") == nil)
    }

    @Test("Money and counts convert by powers of ten, and only among themselves")
    func units() throws {
        let units = try FormDefinition.builtIn.get().units
        #expect(units.power(from: "元", to: "万元") == -4)
        #expect(units.power(from: "亿元", to: "万元") == 4)
        #expect(units.power(from: "百万元", to: "亿元") == -2)
        #expect(units.power(from: "万人", to: "人") == 4)
        #expect(units.power(from: "家", to: "个") == 0)
        #expect(units.power(from: "万元/亩", to: "万元") == 0)
        #expect(units.power(from: "元/人", to: "万元/人") == -4)
        #expect(units.power(from: "%", to: "万元") == nil)
        #expect(units.power(from: "人", to: "万元") == nil)
    }
}
