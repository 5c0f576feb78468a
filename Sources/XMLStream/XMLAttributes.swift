/// The attributes of a start tag, read in place; valid only while the sink's `start` runs.
@safe
public struct XMLAttributes: ~Copyable {
    /// An attribute: its name and the bytes of its value as UTF-8, references replaced.
    @safe
    @usableFromInline
    struct Record: BitwiseCopyable {
        @usableFromInline let name: XMLName
        @usableFromInline let start: UnsafePointer<UInt8>?
        @usableFromInline let count: Int

        @unsafe
        init(name: XMLName, start: UnsafePointer<UInt8>?, count: Int) {
            self.name = name
            unsafe self.start = start
            self.count = count
        }
    }

    @usableFromInline let records: UnsafePointer<Record>
    public let count: Int

    /// - Parameter records: at least `count` of them, which live as long as this value does.
    @unsafe
    init(records: UnsafePointer<Record>, count: Int) {
        unsafe self.records = records
        self.count = count
    }

    /// The name of attribute `index`, counted from 0 up to ``count``.
    @inlinable
    public func name(at index: Int) -> XMLName {
        guard index >= 0, index < count else {
            return XMLName(namespace: XMLName.unknownNamespace, local: 0)
        }
        return unsafe records[index].name
    }

    /// The value of attribute `index` as UTF-8, with references replaced.
    @inlinable
    public func withValue<R>(at index: Int, _ body: (Span<UInt8>) -> R) -> R {
        guard index >= 0, index < count else { return body(Span()) }
        let record = unsafe records[index]
        let value = unsafe UnsafeBufferPointer(start: record.start, count: record.count)
        return unsafe body(value.span)
    }

    /// The value of the attribute called `name`, or nil where there is none.
    package func string(_ name: XMLName) -> String? {
        for index in 0..<count where self.name(at: index) == name { return string(at: index) }
        return nil
    }

    /// The value of attribute `index`.
    package func string(at index: Int) -> String {
        withValue(at: index) { value in
            unsafe value.withUnsafeBufferPointer { unsafe String(decoding: $0, as: UTF8.self) }
        }
    }
}
