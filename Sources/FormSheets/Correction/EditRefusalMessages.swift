import MonitoringForm
import Spreadsheet

/// Why the engine did not edit a workbook, and what a clerk can do about it.
extension MessageCatalogue {
    package func line(refusing error: SpreadsheetError) -> String {
        let place = [error.sheet, error.cell].compactMap(\.self).joined(separator: "!")
        switch error.code {
        case .refusedEdit:
            let sentence =
                sentence(refusing: error.reason)
                ?? (language == .chinese
                    ? "工作簿不能这样修改（\(error.reason)）。请在 Excel 中手工修改。"
                    : "The workbook cannot be edited so (\(error.reason)). Make the change in Excel by hand.")
            return place.isEmpty ? sentence : "\(place): \(sentence)"
        case .writeFailed, .notWritable:
            if let sentence = sentence(refusing: error.reason) {
                return place.isEmpty ? sentence : "\(place): \(sentence)"
            }
            return language == .chinese
                ? "改后的工作簿无法写出（\(error)）。请检查磁盘空间后重试。"
                : "The edited workbook cannot be written (\(error)). Check the room on the disk and try again."
        default: return message(for: DocumentConverter.finding(for: error))
        }
    }

    /// The sentence for a reason of `refusedEdit`; nil for one that has none.
    func sentence(refusing reason: String) -> String? {
        guard let (chinese, english) = MessageCatalogue.refusals[reason] else { return nil }
        return language == .chinese ? chinese : english
    }

    private static let resave = (
        chinese: "请用 Excel 打开工作簿，另存为 .xlsx 后重试。",
        english: "Open the workbook in Excel, save it as .xlsx under another name, and try again."
    )
    private static let byHand = (
        chinese: "请在 Excel 中手工修改。", english: "Make the change in Excel by hand."
    )
    private static let program = (
        chinese: "这是程序的错误，工作簿没有改动。请把这一行告诉开发人员。",
        english: "This is a fault of the program; the workbook is as it was. Report this line."
    )
    private static let otherName = (
        chinese: "请换一个名称。", english: "Choose another name."
    )

    static let refusals: [String: (chinese: String, english: String)] = [
        // What the workbook is like.
        "encoding": (
            "工作表不是 UTF-8 编码，无法原样修改。" + resave.chinese,
            "The sheet is not stored as UTF-8 and cannot be edited as it is. " + resave.english
        ),
        "markupPosition": (
            "找不到要修改的位置在文件中的确切所在。" + resave.chinese,
            "The exact place of the change in the file cannot be told. " + resave.english
        ),
        "noSheetData": (
            "工作表缺少存放单元格的部分。" + resave.chinese,
            "The sheet lacks the part that holds cells. " + resave.english
        ),
        "rowOrder": (
            "工作表的行在文件中没有按顺序存放。" + resave.chinese,
            "The rows of the sheet are not stored in order. " + resave.english
        ),
        "cellOrder": (
            "这一行的单元格在文件中没有按顺序存放。" + resave.chinese,
            "The cells of the row are not stored in order. " + resave.english
        ),
        "rowMismatch": (
            "单元格的编号与它所在的行不符。" + resave.chinese,
            "The cell names another row than the one it stands in. " + resave.english
        ),
        "alternateContent": (
            "工作表的数据区含有只供个别程序使用的内容。" + resave.chinese,
            "The sheet's cells hold content for certain programs only. " + resave.english
        ),
        "sharedFormula": (
            "这一组共用公式存放得不规则，改动会损坏其余单元格的公式。" + resave.chinese,
            "The shared formula is stored in an irregular way; its other cells would be damaged. "
                + resave.english
        ),
        "vmlDrawing": (
            "工作表的批注图形不是常见的写法，无法加批注。请不用 --mark 重试，或在 Excel 中另存后重试。",
            "The shapes of the sheet's comments are not as programs write them, so that none can be added. "
                + "Try again without --mark, or save the workbook in Excel first."
        ),
        // What stands at the cell.
        "arrayFormula": (
            "单元格属于数组公式，不能单独修改。请先在 Excel 中把数组公式改为数值，再重试。",
            "The cell belongs to an array formula and cannot be changed alone. "
                + "Turn the array formula into values in Excel, then try again."
        ),
        "dataTable": (
            "单元格属于模拟运算表，不能单独修改。请先在 Excel 中把它改为数值，再重试。",
            "The cell belongs to a data table (what-if analysis) and cannot be changed alone. "
                + "Turn it into values in Excel, then try again."
        ),
        "threadedComment": (
            "单元格上有多人对话式批注，不能再加批注。请不用 --mark 重试，或在 Excel 中回复该批注。",
            "The cell has a conversation, to which no comment can be added. "
                + "Try again without --mark, or reply to the conversation in Excel."
        ),
        "duplicateComment": (
            "同一单元格要加两条不同的批注。" + program.chinese,
            "Two different comments are to be added to one cell. " + program.english
        ),
        // What is to be written.
        "malformedNumber": (
            "要写入的不是 Excel 能存放的数值。请更正这一项。",
            "What is to be written is no number that Excel can hold. Correct this value."
        ),
        "textTooLong": (
            "要写入的文字超过 32767 个字符，单元格放不下。请缩短后重试。",
            "The text is longer than the 32,767 characters that a cell holds. Shorten it and try again."
        ),
        // Sheets.
        "noSuchSheet": (
            "工作簿中没有这张工作表。请核对工作表的名称。",
            "The workbook has no such sheet. Check the name of the sheet."
        ),
        "noWorksheet": (
            "这是图表或对话框工作表，没有单元格。" + byHand.chinese,
            "This is a chart or dialog sheet and has no cells. " + byHand.english
        ),
        "sheetNameTaken": (
            "工作簿中已有同名的工作表。请先在 Excel 中把它改名或删除。",
            "The workbook has a sheet of that name already. Rename or delete it in Excel first."
        ),
        "sheetNameEmpty": (
            "工作表的名称是空的。" + otherName.chinese,
            "The name of the sheet is empty. " + otherName.english
        ),
        "sheetNameTooLong": (
            "工作表的名称超过 31 个字符。" + otherName.chinese,
            "The name of the sheet is longer than 31 characters. " + otherName.english
        ),
        "sheetNameCharacter": (
            "工作表的名称含有 []:*?/\\ 或控制字符。" + otherName.chinese,
            "The name of the sheet holds one of []:*?/\\ or a control character. "
                + otherName.english
        ),
        "sheetNameApostrophe": (
            "工作表的名称不能以单引号开头或结尾。" + otherName.chinese,
            "The name of the sheet begins or ends with an apostrophe. " + otherName.english
        ),
        "sheetNameReserved": (
            "History 是 Excel 保留的工作表名称。" + otherName.chinese,
            "Excel keeps the sheet name History for itself. " + otherName.english
        ),
        "sheetSize": (
            "内容超出了一张工作表的行数或列数。请分成几次处理。",
            "There are more rows or columns than a sheet can have. Work in several parts."
        ),
        "sheetInUse": (
            "这张工作表含有公式、图表或批注等，删除会损坏工作簿。请在 Excel 中手工删除。",
            "The sheet has formulas, charts, comments or the like, and removing it would damage the workbook. "
                + "Delete it in Excel by hand."
        ),
        "lastSheet": (
            "这是工作簿中唯一可见的工作表，不能删除。请先在 Excel 中显示或添加另一张。",
            "This is the only visible sheet and cannot be removed. Show or add another one in Excel first."
        ),
        "severalSheets": (
            "一次只能删除一张工作表。请分几次删除。",
            "Only one sheet can be removed at a time. Remove them one after the other."
        ),
        "externalLink": (
            "只能添加指向本工作簿内部的链接。" + byHand.chinese,
            "Only links within the workbook can be added. " + byHand.english
        ),
        // What only a mistake of the program can cause.
        "overlappingEdits": (
            "两处修改落在文件的同一位置。" + program.chinese,
            "Two changes fall on the same bytes of the file. " + program.english
        ),
        "colour": (
            "颜色的写法不对。" + program.chinese,
            "The colour is not written as it should be. " + program.english
        ),
        "styleIndex": (
            "单元格指向工作簿中没有的样式。" + resave.chinese,
            "The cell points to a style that the workbook does not have. " + resave.english
        ),
        "styles": (
            "没有读入工作簿的样式。" + program.chinese,
            "The styles of the workbook were not read. " + program.english
        ),
    ]
}
