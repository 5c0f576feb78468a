import ArgumentParser
import Reporting

/// What takes the rendered documents, in order.
protocol ConversionTarget: AnyObject, Sendable {
    func add(_ bytes: [UInt8], of file: InputFile) throws(FileError)
    func finish() throws(FileError)
}

/// All documents in one stream. Used by one thread at a time.
final class StreamTarget: ConversionTarget, @unchecked Sendable {
    private let stream: OutputStream
    private let isSingle: Bool
    private let rendering: Rendering
    private var count = 0

    init(_ options: OutputOptions, isSingle: Bool, rendering: Rendering) throws {
        stream = try OutputStream(refusing: options)
        self.isSingle = isSingle
        self.rendering = rendering
    }

    func add(_ bytes: [UInt8], of file: InputFile) throws(FileError) {
        switch rendering.format {
        case .csv:
            if count == 0 { try stream.write(TidyTable(rendering.form).header()) }
            try stream.write(bytes)
        case .ndjson:
            try stream.write(bytes)
            try stream.write([0x0A])
        case .json:
            if !isSingle { try stream.write(Array((count == 0 ? "[\n" : ",\n").utf8)) }
            try stream.write(bytes)
        }
        count += 1
    }

    func finish() throws(FileError) {
        if rendering.format == .json {
            try stream.write(Array((isSingle ? "\n" : count == 0 ? "[]\n" : "\n]\n").utf8))
        }
        try stream.finish()
    }
}

/// A file for each input, under the folder that was named.
final class FolderTarget: ConversionTarget {
    private let options: OutputOptions
    private let rendering: Rendering

    /// - Parameter read: what no document may be written over.
    init(
        _ options: OutputOptions, files: [InputFile], read: ReadFiles, rendering: Rendering
    ) throws {
        self.options = options
        self.rendering = rendering
        var seen: [String: String] = [:]
        for file in files {
            if let other = seen.updateValue(file.path, forKey: file.relativePath) {
                throw ValidationError(
                    "\(other) 与 \(file.path) 的输出文件同名。(Two inputs have one output.)")
            }
            let path = self.path(for: file)
            try read.refuse(asOutputs: [path])
            try OutputFile.refuse(taken: path, force: options.force)
        }
    }

    private func path(for file: InputFile) -> String {
        let name = file.relativePath == "-" ? "stdin" : file.relativePath
        return PathName.join(options.output ?? ".", "\(name).\(rendering.format.rawValue)")
    }

    func add(_ bytes: [UInt8], of file: InputFile) throws(FileError) {
        let output = try AtomicFile(path(for: file), force: options.force)
        if rendering.format == .csv { try output.write(TidyTable(rendering.form).header()) }
        try output.write(bytes)
        if rendering.format != .csv { try output.write([0x0A]) }
        try output.finish()
    }

    func finish() throws(FileError) {}
}
