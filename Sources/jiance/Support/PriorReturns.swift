import FormSheets
import MonitoringForm
import Reporting
import Spreadsheet
import Synchronization

/// Earlier returns, from workbooks and from documents.
struct PriorReturns {
    private(set) var returns: [Return] = []
    /// Whether a file could not be read; what was wrong is on standard error.
    private(set) var isIncomplete = false

    private struct Piece: Sendable {
        var returns: [Return] = []
        var problems: [String] = []
    }

    /// The files that paths stand for.
    static func files(_ paths: [String]) -> [InputFile] {
        paths.flatMap { InputOptions.files(below: $0, [".xlsx", ".json", ".ndjson"]) }
    }

    /// - Parameter paths: files, and folders of which all .xlsx, .json and .ndjson are read.
    static func read(
        _ paths: [String], _ form: FormDefinition, _ messages: MessageCatalogue, jobs: Int,
        limits: SpreadsheetLimits
    ) -> PriorReturns {
        let files = files(paths)
        let result = Mutex(PriorReturns())
        OrderedWork<Piece>.run(count: files.count, jobs: jobs) {
            let converter = DocumentConverter(form, limits: limits)
            return { PriorReturns.piece(files[$0], form, messages, converter) }
        } deliver: { _, piece in
            for problem in piece.problems { Terminal.say(problem) }
            result.withLock {
                $0.returns += piece.returns
                $0.isIncomplete = $0.isIncomplete || !piece.problems.isEmpty
            }
            return true
        }
        return result.withLock { $0 }
    }

    private static func piece(
        _ file: InputFile, _ form: FormDefinition, _ messages: MessageCatalogue,
        _ converter: DocumentConverter
    ) -> Piece {
        func piece(_ conversion: Conversion) -> Piece {
            let returns = conversion.document.returns
            return returns.isEmpty
                ? Piece(
                    problems: conversion.document.findings.map {
                        "\(file.path): \(messages.message(for: $0))"
                    }) : Piece(returns: returns)
        }
        if file.problem != nil { return piece(ConvertCommand.convert(file, with: converter)) }
        do {
            switch try ReturnFile(reading: file.path, name: file.name, converter, form) {
            case .document(let returns): return Piece(returns: returns)
            case .workbook(let conversion): return piece(conversion)
            }
        } catch let error as FileError {
            return Piece(problems: ["\(error.path): \(error.reason)"])
        } catch let error as DocumentError {
            return Piece(problems: messages.lines(for: error).map { "\(file.path): \($0)" })
        } catch {
            return Piece(problems: ["\(file.path): \(error)"])
        }
    }
}
