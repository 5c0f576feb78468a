/// What tests of layouts share: reading a grid by the built-in form, and the parts of a return that they look at.
import FormSheets
import MonitoringForm
import TestSupport

extension GridWorkbook {
    /// What the built-in form makes of it.
    func converted() throws -> ConvertedDocument {
        DocumentConverter(try FormDefinition.builtIn.get()).convert(build(), name: "a.xlsx")
            .document
    }
}

extension Return {
    /// The figures of 研发人员数, `-` for none.
    var staff: String {
        Measure.allCases.map { indicators[6][$0]?.description ?? "-" }.joined(separator: " ")
    }

    /// The works as `+` for complete, `-` for incomplete and `?` for none.
    var statuses: String {
        works.map { $0.status.map { $0 == .complete ? "+" : "-" } ?? "?" }.joined()
    }

    /// The money disbursed of the three levels and the total spent, `-` for none.
    var money: String {
        (FundingLevel.allCases.map { disbursed[$0] } + [spent.total])
            .map { $0?.description ?? "-" }.joined(separator: " ")
    }
}

extension ConvertedDocument {
    /// The cells that a finding is told at.
    func told(_ code: FindingCode) -> [String] {
        findings.filter { $0.code == code }.compactMap(\.cell)
    }
}

enum FormLabels {
    /// The six works as tables name them, two of them in short.
    static let works = [
        "健全的工作机制", "完整的创建团队", "具体的推进方案", "明显、大气的综合体名牌", "展厅", "视频",
    ]
}
