/// The prefixes that are bound where the scanner is (Namespaces in XML 1.0, 6).
@safe final class NamespaceScope {
    private struct Binding: BitwiseCopyable {
        let offset: Int
        let length: Int
        let number: UInt16
    }

    private let bindings = Pile<Binding>(capacity: 32)
    private let prefixes = Pile<UInt8>(capacity: 256)
    private let xmlNumber: UInt16
    /// The namespace of elements without a prefix.
    var defaultNumber = XMLName.noNamespace

    init(uris: NameTable) {
        let uri = "http://www.w3.org/XML/1998/namespace"
        xmlNumber = unsafe Array(uri.utf8).withUnsafeBufferPointer { bytes in
            guard let start = bytes.baseAddress else { return XMLName.unknownNamespace }
            return unsafe uris.number(start, bytes.count)
        }
        clear()
    }

    func clear() {
        defaultNumber = XMLName.noNamespace
        bindings.truncate(to: 0)
        prefixes.truncate(to: 0)
        unsafe Array("xml".utf8).withUnsafeBufferPointer { unsafe bind($0, to: xmlNumber) }
    }

    /// How many prefixes are bound, to go back to with ``unbind(to:)``.
    var depth: Int { bindings.count }

    @unsafe
    func bind(_ prefix: UnsafeBufferPointer<UInt8>, to number: UInt16) {
        bindings.append(
            Binding(offset: prefixes.count, length: prefix.count, number: number))
        for index in 0..<prefix.count { unsafe prefixes.append(prefix[index]) }
    }

    /// Forgets the prefixes that were bound behind the first `depth`.
    func unbind(to depth: Int) {
        guard depth < bindings.count else { return }
        prefixes.truncate(to: bindings[depth].offset)
        bindings.truncate(to: depth)
    }

    /// The namespace of a prefix, the innermost binding first. A prefix that is not bound is an error of
    /// namespaces, not of XML: as with libxml2 the name is then one without a namespace.
    @unsafe
    func number(of prefix: UnsafeBufferPointer<UInt8>) -> UInt16 {
        var index = bindings.count - 1
        while index >= 0 {
            let binding = bindings[index]
            if binding.length == prefix.count {
                var position = 0
                while position < prefix.count,
                    unsafe prefixes[binding.offset + position] == prefix[position]
                { position += 1 }
                if position == prefix.count { return binding.number }
            }
            index -= 1
        }
        return XMLName.noNamespace
    }
}
