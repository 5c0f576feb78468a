extension MessageCatalogue {
    func english(_ finding: Finding) -> String {
        let detail = finding.detail
        let quoted = detail.quoted.map { "“\(MessageCatalogue.shortened($0))”" } ?? ""
        let name = subject(of: finding)
        let subject = name.isEmpty ? "This cell" : name
        switch finding.code {
        case .notWorkbook: return englishNotWorkbook(detail)
        case .legacyXLS:
            return
                "This is an old .xls workbook. Save it as .xlsx in Excel or WPS and send it again."
        case .encrypted:
            return "The workbook is protected by a password. Remove it and send it again."
        case .corrupt: return englishCorrupt(detail)
        case .limitExceeded:
            return "The file exceeds what may be read\(place(detail)); it was not read. Check it."
                + raising(detail)
        case .formNotFound:
            return "No sheet holds a return. Check that this is the monitoring form."
        case .sectionMissing: return "The section \(section(detail.subject)) is absent. Add it."
        case .indicatorMissing:
            if detail.reason == "measure", let measure = detail.subject.flatMap(Measure.init) {
                return "The table has no column \(measureName(measure)); its figures are all blank."
            }
            return "The row \(detail.subject ?? name) is absent. Add it."
        case .indicatorUnknown: return englishUnknown(detail, quoted)
        case .indicatorDuplicate:
            return "\(quoted) stands twice with different figures; the first counts. Remove one."
        case .labelFuzzy:
            return detail.reason == "header"
                ? "The meaning of the header \(quoted) was concluded from its neighbours. Check it."
                : "The label \(quoted) was taken for \(detail.subject ?? ""). Check it."
        case .notNumeric: return englishNotNumeric(detail, quoted, subject)
        case .cellError:
            return detail.reason == nil
                ? "\(subject): the formula gives an error \(quoted). Mend it or type the number."
                : "\(subject): the cell is damaged and was not read. Fill it in again."
        case .noCachedResult:
            return
                "\(subject): a formula without a stored result. Open and save it in Excel or WPS."
        case .textNumber:
            return "\(subject): the number \(quoted) is text; it was read as a number."
        case .unitConverted:
            return "\(subject): converted from \(detail.from ?? "") to \(detail.to ?? "")."
        case .approximate: return "\(subject): \(quoted) is not exact; its number was taken."
        case .declaredAbsent: return "\(subject): \(quoted) was read as blank."
        case .scaleSuspect: return englishScale(detail, quoted, subject)
        case .statusUnrecognised:
            return "\(subject): \(quoted) is neither 完成 nor 未完成. Use one of these."
        case .statusPartial: return "\(subject): \(quoted) was read as 未完成."
        case .noteMissing: return "\(subject): 未完成, but not what is missing. Add it."
        case .periodMissing:
            if detail.reason == "otherPeriod", let title = detail.period {
                return "The title says \(title), the return \(quoted), which was read. Check it."
            }
            return quoted.isEmpty
                ? "The workbook does not tell the quarter. State it: 2020年第3季度."
                : "The quarter \(quoted) is not understood. State it: 2020年第3季度."
        case .complexMissing:
            return switch detail.reason {
            case "unknownArea": "The county \(quoted) is none of the reporting areas. Check it."
            case "unknownLevel": "The level \(quoted) is not understood: 省级 or 市级 is wanted."
            default: "The workbook does not tell the name of the complex. State it."
            }
        default:
            return englishRule(finding)
                ?? [name, quoted, detail.from ?? "", detail.to ?? ""].filter { !$0.isEmpty }
                .joined(separator: " ")
        }
    }

    /// How to let a sound file in all the same.
    private func raising(_ detail: Finding.Detail) -> String {
        guard let limit = detail.reason, let value = detail.to else { return "" }
        return " The limit is \(limit)=\(value); if the file is sound, set a higher one in the "
            + "environment, such as JIANCE_LIMITS=\"\(limit)=\(MessageCatalogue.doubled(value))\"."
    }

    private func place(_ detail: Finding.Detail) -> String {
        guard let subject = detail.subject else { return "" }
        return " (\(subject)\(detail.from.map { ", \($0)" } ?? ""))"
    }

    private func section(_ id: String?) -> String {
        switch id {
        case "construction": form.construction.label.text
        case "funding": form.funding.label.text
        default: "of the indicators"
        }
    }

    private func englishNotWorkbook(_ detail: Finding.Detail) -> String {
        switch detail.reason {
        case "empty": "The file is empty."
        case "otherDocument": "This is not a workbook but another kind of document."
        case "binaryWorkbook": "This is a binary .xlsb workbook. Save it as .xlsx."
        case "unreadable": "The file cannot be opened: \(detail.quoted ?? "")."
        case "emptyFolder": "The folder holds no .xlsx workbook."
        default: "This is not an Excel workbook."
        }
    }

    private func englishCorrupt(_ detail: Finding.Detail) -> String {
        let reason = detail.reason.map { " (\($0))" } ?? ""
        return "The workbook is damaged and cannot be read\(reason)\(place(detail)). "
            + "Open it in Excel or WPS, save it anew and send it again."
    }

    private func englishUnknown(_ detail: Finding.Detail, _ quoted: String) -> String {
        switch detail.reason {
        case "sideTable":
            "This table of the sheet \(quoted) names no complex and repeats a part of a return: it was not "
                + "read as one. If it is another return, it needs the name of its complex."
        case "repeatedTable":
            "This table of the sheet \(quoted) repeats a part of the returns and was not read. If it is the "
                + "one that counts, remove that part of them."
        case "tableWithoutIndicator":
            "The heading of this table of the sheet \(quoted) is no indicator of the form: it was not read. If "
                + "it is one, name it as the form does."
        default: "\(quoted) is not on the form and was not read."
        }
    }

    private func englishNotNumeric(
        _ detail: Finding.Detail, _ quoted: String, _ subject: String
    ) -> String {
        switch detail.reason {
        case "date": "\(subject): the cell is formatted as a date; it was not read."
        case "notDate": "The date \(quoted) is not readable. Write it as 2020-10-21."
        case "unit":
            "\(subject): \(quoted) measures something else than \(detail.subject ?? ""); not read."
        default: "\(subject): \(quoted) is not a number and was not read."
        }
    }

    private func englishScale(
        _ detail: Finding.Detail, _ quoted: String, _ subject: String
    ) -> String {
        switch detail.reason {
        case "percentFormat": "\(subject): formatted as a percentage but none; read as \(quoted)."
        case "unitsDisagree":
            "\(subject): the units stated for it disagree (\(detail.quoted ?? "")); the first was used. Check it."
        case "unitMissing":
            "\(subject): no unit in its row, others in the column (\(detail.quoted ?? "")); read in \(detail.subject ?? ""). Check it."
        case "unknownUnit":
            "\(subject): \(quoted) is in a unit the form does not know (\(detail.subject ?? "") is its own). Check it."
        case "scaledFormat": "\(subject): the format shows less than the stored \(quoted)."
        default: "\(subject): \(quoted) is likely a fraction of \(detail.to ?? "") %. Check it."
        }
    }
}
