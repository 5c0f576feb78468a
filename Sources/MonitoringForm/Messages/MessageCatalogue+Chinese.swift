extension MessageCatalogue {
    func chinese(_ finding: Finding) -> String {
        let detail = finding.detail
        let quoted = detail.quoted.map { "“\(MessageCatalogue.shortened($0))”" } ?? ""
        let name = subject(of: finding)
        let subject = name.isEmpty ? "" : "“\(name)”"
        switch finding.code {
        case .notWorkbook: return chineseNotWorkbook(detail)
        case .legacyXLS: return "这是旧版 .xls 工作簿，请在 Excel 或 WPS 中另存为 .xlsx 后重新报送。"
        case .encrypted: return "工作簿设有打开密码，无法读取。请取消密码后重新报送。"
        case .corrupt: return chineseCorrupt(detail)
        case .limitExceeded:
            return "文件超出读取限度\(chinesePart(detail))，疑似异常文件，未予读取。请核对后重新报送。" + chineseRaising(detail)
        case .formNotFound: return "没有找到监测表：各工作表中没有可识别的指标表、建设推进表或资金表。请确认报送的是季度监测表。"
        case .sectionMissing: return "缺少“\(chineseSection(detail.subject))”部分，请补充后重新报送。"
        case .indicatorMissing:
            if detail.reason == "measure", let measure = detail.subject.flatMap(Measure.init) {
                return "指标表中没有“\(measureName(measure))”一列，该项数据全部为空。"
            }
            return "表中没有“\(detail.subject ?? name)”，请补充该项。"
        case .indicatorUnknown: return chineseUnknown(detail, quoted)
        case .indicatorDuplicate: return "\(quoted)重复出现且数据不一致，按第一次出现的取值。请核实并删除多余的一行。"
        case .labelFuzzy:
            return detail.reason == "header"
                ? "表头\(quoted)的含义是按相邻列推断的，请核对该列数据归属是否正确。"
                : "名称\(quoted)与表式不一致，按“\(detail.subject ?? "")”读取，请核对。"
        case .notNumeric: return chineseNotNumeric(detail, quoted, subject)
        case .cellError: return chineseCellError(detail, quoted, subject)
        case .noCachedResult: return "\(subject)是公式但没有保存计算结果。请用 Excel 或 WPS 打开并保存一次，或直接填写数值。"
        case .textNumber: return "\(subject)的数值\(quoted)是以文本形式填写的，已按数值读取。"
        case .unitConverted:
            return "\(subject)已由 \(detail.from ?? "") 换算为 \(detail.to ?? "")，请核对单位。"
        case .approximate: return "\(subject)填写的是\(quoted)，已取其中的数值。请填写准确数。"
        case .declaredAbsent: return "\(subject)填写的是\(quoted)，按空值处理。"
        case .scaleSuspect: return chineseScale(detail, quoted, subject)
        case .statusUnrecognised: return "\(subject)的完成情况\(quoted)无法识别，请填写“完成”或“未完成”。"
        case .statusPartial: return "\(subject)填写的是\(quoted)，按“未完成”处理。请填写“完成”或“未完成”，并注明具体未完成情况。"
        case .noteMissing: return "\(subject)未完成，但没有注明具体未完成情况，请补充说明。"
        case .periodMissing:
            if detail.reason == "otherPeriod", let title = detail.period {
                return "标题写的是 \(title)，报送季度是\(quoted)，两者不一致，按报送季度读取，请核对。"
            }
            return quoted.isEmpty
                ? "表中没有写明报送季度，请填写，例如“2020年第3季度”。"
                : "报送季度\(quoted)无法识别，请填写，例如“2020年第3季度”。"
        case .complexMissing:
            return switch detail.reason {
            case "unknownArea": "所属县（市、区）\(quoted)不在报送地区之列，请核对。"
            case "unknownLevel": "级别\(quoted)无法识别，请填写“省级”或“市级”。"
            default: "表中没有写明综合体名称，请填写。"
            }
        default:
            return chineseRule(finding)
                ?? [subject, quoted, detail.from, detail.to].compactMap { $0 }.joined()
        }
    }

    private func chineseRaising(_ detail: Finding.Detail) -> String {
        guard let limit = detail.reason, let value = detail.to else { return "" }
        return "限度为 \(limit)=\(value)；如确认文件无误，可设环境变量 "
            + "JIANCE_LIMITS=\"\(limit)=\(MessageCatalogue.doubled(value))\" 后重试。"
    }

    private func chinesePart(_ detail: Finding.Detail) -> String {
        detail.subject.map { "（\($0)）" } ?? ""
    }

    private func chineseSection(_ id: String?) -> String {
        switch id {
        case "construction": form.construction.label.text
        case "funding": form.funding.label.text
        default: "指标"
        }
    }

    private func chineseNotWorkbook(_ detail: Finding.Detail) -> String {
        switch detail.reason {
        case "empty": "文件是空的，没有任何内容。请重新导出后报送。"
        case "otherDocument": "这不是 Excel 工作簿，而是其他类型的文档。请报送 .xlsx 格式的监测表。"
        case "binaryWorkbook": "这是 .xlsb 二进制工作簿，请另存为 .xlsx 后重新报送。"
        case "unreadable": "文件无法打开：\(detail.quoted ?? "")。请检查路径和权限。"
        case "emptyFolder": "文件夹中没有 .xlsx 工作簿。"
        default: "这不是 Excel 工作簿。请报送 .xlsx 格式的监测表。"
        }
    }

    private func chineseCorrupt(_ detail: Finding.Detail) -> String {
        let what =
            switch detail.reason {
            case "noDirectory": "文件不完整（可能传输中断）"
            case "checksumMismatch": "内容校验不符"
            case "sizeMismatch": "内容长度不符"
            case "missingPart": "缺少部件"
            case "duplicateName": "部件重复"
            case "overlapping": "压缩条目重叠"
            case "unsafeName": "部件名称不安全"
            case "documentType": "含有不允许的 DTD 声明"
            case "unsupportedMethod": "压缩方式不受支持"
            case "badData": "压缩数据损坏"
            case "cellReference": "单元格引用错误"
            case "rowNumber": "行号错误"
            case "mergedRange": "合并区域错误"
            case "spanned": "是分卷压缩文件"
            default: "内容格式有误"
            }
        let place = detail.subject.map { "（\($0)\(detail.from.map { "，\($0)" } ?? "")）" } ?? ""
        return "工作簿已损坏，无法读取：\(what)\(place)。请用 Excel 或 WPS 打开原文件另存后重新报送。"
    }

    private func chineseUnknown(_ detail: Finding.Detail, _ quoted: String) -> String {
        switch detail.reason {
        case "sideTable":
            "工作表\(quoted)中的这张表没有综合体名称，内容与报表重复，未作为填报读取。如是另一份报表，请补充综合体名称。"
        case "repeatedTable": "工作表\(quoted)中的这张表与报表的内容重复，未作为填报读取。如应以此表为准，请删除报表中重复的部分。"
        case "tableWithoutIndicator":
            "工作表\(quoted)中的这张表，表名不是监测表中的指标，未读取。如是表内指标，请在表名中使用规定名称。"
        default: "\(quoted)不是监测表中的指标，未读取。如是表内指标的别称，请改用规定名称。"
        }
    }

    private func chineseNotNumeric(
        _ detail: Finding.Detail, _ quoted: String, _ subject: String
    ) -> String {
        switch detail.reason {
        case "date": "\(subject)的单元格是日期格式，不是数值，未读取。请改为常规格式后重新填写。"
        case "notDate": "填报日期\(quoted)无法识别，请按“2020-10-21”的样式填写。"
        case "unit": "\(subject)的单位与表式不符：填写的是\(quoted)，应为\(detail.subject ?? "")。未读取，请核对。"
        default: "\(subject)填写的\(quoted)不是数值，未读取。请填写数字。"
        }
    }

    private func chineseCellError(
        _ detail: Finding.Detail, _ quoted: String, _ subject: String
    ) -> String {
        detail.reason == nil
            ? "\(subject)的公式出错\(quoted)，没有取到数值。请修正公式或直接填写数值。"
            : "\(subject)的单元格数据已损坏，未读取。请重新填写该单元格。"
    }

    private func chineseScale(
        _ detail: Finding.Detail, _ quoted: String, _ subject: String
    ) -> String {
        switch detail.reason {
        case "percentFormat": "\(subject)用了百分比格式，但该项不是百分数，按 \(quoted) 读取，请核对。"
        case "unitsDisagree":
            "\(subject)标明的单位不一致（\(detail.quoted ?? "")），按第一个读取，请核对。"
        case "unitMissing":
            "\(subject)未填单位，而同列填有其他单位（\(detail.quoted ?? "")），按表式单位“\(detail.subject ?? "")”读取，请核对。"
        case "unknownUnit":
            "\(subject)的单位不在表式之列：填写的是\(quoted)，应为\(detail.subject ?? "")，按原数读取，请核对。"
        case "scaledFormat": "\(subject)的单元格格式会缩小显示的数值，按存储值 \(quoted) 读取，请核对。"
        default: "\(subject)的数值\(quoted)可能是小数形式的百分数（应为 \(detail.to ?? "")），请核对。"
        }
    }
}
