/// The layers below the form: archives, markup, numbers, JSON.
import MonitoringForm
import XMLStream
import ZipContainer

private let form: FormDefinition = {
    guard let form = try? FormDefinition.builtIn.get() else { fatalError("the form is broken") }
    return form
}()

func fuzzZip(_ bytes: [UInt8]) {
    var limits = ZipLimits()
    limits.totalSize = 1 << 20
    guard let archive = try? ArchiveReader(bytes, limits: limits) else { return }
    for entry in archive.entries {
        var size = 0
        do {
            try archive.read(entry) { size += $0.count }
            precondition(size == entry.size, "an entry has the size it declares")
        } catch {
            precondition(size <= max(entry.size, 0), "no more is handed over than was declared")
        }
    }
}

/// Counts what a document holds, whatever pieces its text comes in.
private final class Digest: XMLSink {
    private(set) var value: UInt64 = 0xCBF2_9CE4_8422_2325

    private func add(_ byte: UInt64) { value = (value ^ byte) &* 0x100_0000_01B3 }

    func start(_ name: XMLName, _ attributes: borrowing XMLAttributes) throws {
        add(1000 + UInt64(name.local))
        for index in 0..<attributes.count {
            add(2000 + UInt64(attributes.name(at: index).local))
            for byte in attributes.string(at: index).utf8 { add(UInt64(byte)) }
        }
    }

    func end(_ name: XMLName) throws { add(3000 + UInt64(name.local)) }

    func text(_ bytes: Span<UInt8>) throws {
        for index in bytes.indices { add(UInt64(bytes[index])) }
    }
}

private func digest(_ bytes: ArraySlice<UInt8>, chunk: Int) -> UInt64? {
    let scanner = XMLScanner(
        vocabulary: XMLVocabulary(
            namespaces: ["urn:a": 1, "urn:b": 2],
            locals: ["worksheet": 1, "row": 2, "c": 3, "v": 4, "r": 5, "t": 6]))
    let sink = Digest()
    do {
        try scanner.parse("part", into: sink) { push in
            var rest = bytes
            while !rest.isEmpty {
                let piece = Array(rest.prefix(chunk))
                rest = rest.dropFirst(chunk)
                try push(piece.span)
            }
        }
        return sink.value
    } catch { return nil }
}

/// The first byte is the size of the pieces that the rest comes in, which must make no difference.
func fuzzXML(_ bytes: [UInt8]) {
    guard let first = bytes.first else { return }
    let document = bytes.dropFirst()
    let whole = digest(document, chunk: max(1, document.count))
    let pieces = digest(document, chunk: Int(first) + 1)
    precondition(whole == pieces, "pieces of any size give the same events")
}

func fuzzNumber(_ bytes: [UInt8]) {
    let text = String(decoding: bytes, as: UTF8.self)
    let numbers = NumberText(units: form.units, absentWords: form.words.absent)
    _ = numbers.read(text, growth: false)
    _ = numbers.read(text, growth: true)
    _ = PeriodText.period(in: text)
    _ = DateText.date(in: text)
    if let number = ExactDecimal(text) {
        precondition(ExactDecimal(number.description) == number, "a number survives its text")
    }
}

func fuzzJSON(_ bytes: [UInt8]) {
    guard let value = try? JSONParser.parse(bytes) else { return }
    var writer = JSONWriter(style: .compact)
    writer.value(value)
    guard let again = try? JSONParser.parse(writer.bytes) else {
        preconditionFailure("what is written can be read")
    }
    precondition(again == value, "JSON survives being written")
    _ = try? DocumentReader.read(value, form: form)
    guard let parts = value.elements, parts.count == 2, let patch = try? JSONPatch(parts[0]) else {
        return
    }
    _ = try? patch.applied(to: parts[1])
}
