/// The words of the report as a page.
extension MessageCatalogue {
    package struct ReportWords: Sendable {
        package let title: String
        package let overview: String
        package let returns: String
        package let workbooks: String
        package let clean: String
        package let unreadable: String
        package let complex: String
        package let county: String
        package let period: String
        package let file: String
        package let state: String
        package let ofWorkbooks: String
        package let withoutCounty: String
        package let withoutName: String
        package let withoutPeriod: String
        package let beyondForm: String
        package let blank: String
        package let legend: String
        package let filter: String
        package let severity: String
        package let all: String
        package let only: String
        package let search: String
        package let shown: String
        package let history: String
        package let toOverview: String
    }

    package var report: ReportWords {
        switch language {
        case .chinese:
            ReportWords(
                title: "审核报告", overview: "总览", returns: "份填报", workbooks: "个工作簿",
                clean: "无错误和警告", unreadable: "无法读取", complex: "综合体", county: "县（市、区）",
                period: "季度", file: "工作簿", state: "结论", ofWorkbooks: "工作簿本身的问题",
                withoutCounty: "未写明县（市、区）", withoutName: "未写明综合体名称",
                withoutPeriod: "未写明季度", beyondForm: "表格之外的审核意见", blank: "空白",
                legend: "数据旁的编号对应其下的审核意见。", filter: "筛选", severity: "意见类别", all: "全部",
                only: "只看有错误或警告的",
                search: "搜索综合体、文件或意见", shown: "显示",
                history: "小字为上年同期和上季度的数据，折线为已有各季度。", toOverview: "回到总览")
        case .english:
            ReportWords(
                title: "Report of the check", overview: "Overview", returns: "returns",
                workbooks: "workbooks", clean: "no errors or warnings",
                unreadable: "could not be read", complex: "Complex", county: "County",
                period: "Quarter", file: "Workbook", state: "Result",
                ofWorkbooks: "Workbooks as a whole", withoutCounty: "County not stated",
                withoutName: "Complex not stated", withoutPeriod: "Quarter not stated",
                beyondForm: "Findings beside the form", blank: "blank",
                legend: "The numbers beside figures are those of the findings below them.",
                filter: "Filter", severity: "Severity", all: "All",
                only: "With errors or warnings only",
                search: "Complex, file or finding", shown: "shown",

                history: "Small print: the same quarter last year and the quarter before; "
                    + "the line has all quarters at hand.", toOverview: "Back to the overview")
        }
    }

    /// 2020年第3季度.
    package func name(of period: Period) -> String {
        language == .chinese
            ? "\(period.year)年第\(period.quarter)季度" : "\(period.year) Q\(period.quarter)"
    }
}
