/// The attributes of a start tag, read in place; valid only while the sink's `start` runs.
@safe
package struct XMLAttributes: ~Copyable {
    /// libxml2's array: local name, prefix, namespace, start and end of the value for each.
    private let base: UnsafeMutablePointer<UnsafePointer<UInt8>?>?
    package let count: Int
    private let scanner: XMLScanner

    @unsafe
    init(
        base: UnsafeMutablePointer<UnsafePointer<UInt8>?>?, count: Int, scanner: XMLScanner
    ) {
        unsafe self.base = base
        self.count = count
        self.scanner = scanner
    }

    /// The name of attribute `index`, counted from 0 up to ``count``.
    package func name(at index: Int) -> XMLName {
        guard index >= 0, index < count, let base = unsafe base,
            let local = unsafe base[index * 5]
        else { return XMLName(namespace: XMLName.unknownNamespace, local: 0) }
        return unsafe scanner.name(local, base[index * 5 + 2])
    }

    /// The value of attribute `index` as UTF-8, with references replaced.
    package func withValue<R>(at index: Int, _ body: (Span<UInt8>) -> R) -> R {
        guard index >= 0, index < count, let base = unsafe base,
            let start = unsafe base[index * 5 + 3], let end = unsafe base[index * 5 + 4],
            unsafe end > start
        else { return body(Span()) }
        let value = unsafe UnsafeBufferPointer(start: start, count: end - start)
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
