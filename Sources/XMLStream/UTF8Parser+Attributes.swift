/// The attributes of a start tag.
extension UTF8Parser {
    /// An attribute as it stands in the tag; positions are those of the window.
    struct RawAttribute: BitwiseCopyable {
        let name: Int
        let nameEnd: Int
        /// Position of the colon behind the prefix, or 0.
        let colon: Int
        let value: Int
        let valueEnd: Int
        /// Whether the value is not meant as it stands: references and white space.
        let isEscaped: Bool

        var length: Int { nameEnd &- name }
    }

    /// Reads the attribute at `start`; the position behind it, or nil where more bytes are needed.
    @inline(__always)
    func attribute(_ view: ByteView, _ start: Int) throws -> Int? {
        guard let place = try name(view, start) else { return nil }
        var index = place.end
        if view[index] != UInt8(ascii: "=") {
            index = view.skippingBlanks(index)
            guard view[index] == UInt8(ascii: "=") else {
                if index == view.count { return nil }
                throw malformed("an attribute without a value", at: start)
            }
        }
        index = view.skippingBlanks(index &+ 1)
        let quote = view[index]
        guard quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") else {
            if index == view.count { return nil }
            throw malformed("an attribute value without quotes", at: index)
        }
        index &+= 1
        var end = index
        while view.is(end, CharacterClass.value) { end &+= 1 }
        var isEscaped = false
        if view[end] != quote {
            guard let rest = try valueEnd(view, end, quote) else { return nil }
            (end, isEscaped) = rest
            if isEscaped { escapedLength += end - index }
        }
        if view[start] == UInt8(ascii: "x") { mayDeclare = true }
        rawAttributes.append(
            RawAttribute(
                name: start, nameEnd: place.end, colon: place.colon, value: index, valueEnd: end,
                isEscaped: isEscaped))
        return end &+ 1
    }

    /// Goes on in a value that has more than plain ASCII in it.
    @inline(never)
    private func valueEnd(
        _ view: ByteView, _ start: Int, _ quote: UInt8
    ) throws -> (end: Int, isEscaped: Bool)? {
        var index = start
        var isEscaped = false
        while view[index] != quote {
            switch view[index] {
            case UInt8(ascii: "<"): throw malformed("< in an attribute value", at: index)
            case UInt8(ascii: "&"), 0x09, 0x0A, 0x0D:
                isEscaped = true
                index += 1
            default:
                guard let next = try passScalar(view, at: index) else { return nil }
                index = next
            }
            while view.is(index, CharacterClass.value) { index &+= 1 }
        }
        return (index, isEscaped)
    }

    /// Binds the prefixes that a tag declares, then gives the other attributes their names.
    @inline(__always)
    func resolveAttributes(_ view: ByteView) throws {
        let count = rawAttributes.count
        if count > 1 { try checkAttributesDiffer(view) }
        if escapedLength > 0 {
            values.truncate(to: 0)
            // What is meant is never longer than what is written: the values stay where they are put.
            values.reserve(escapedLength)
        }
        if mayDeclare {
            for index in 0..<count where isDeclaration(rawAttributes[index], view) {
                let value = try unsafe value(of: rawAttributes[index], view)
                unsafe declare(rawAttributes[index], view, value)
            }
        }
        for index in 0..<count {
            let raw = rawAttributes[index]
            if mayDeclare, isDeclaration(raw, view) { continue }
            let value = try unsafe value(of: raw, view)
            unsafe attributes.append(
                XMLAttributes.Record(
                    name: attributeName(raw, view), start: value.baseAddress,
                    count: value.count))
        }
    }

    @inline(__always)
    private func attributeName(_ raw: RawAttribute, _ view: ByteView) -> XMLName {
        guard raw.colon > raw.name else {
            return XMLName(
                namespace: XMLName.noNamespace, local: local(view, raw.name, raw.nameEnd))
        }
        return unsafe XMLName(
            namespace: scope.number(of: view.buffer(raw.name, raw.colon)),
            local: local(view, raw.colon &+ 1, raw.nameEnd))
    }

    @inline(__always)
    private func value(
        of raw: RawAttribute, _ view: ByteView
    ) throws -> UnsafeBufferPointer<UInt8> {
        raw.isEscaped
            ? try unsafe unescaped(raw, view) : unsafe view.buffer(raw.value, raw.valueEnd)
    }

    /// What a value means (XML 1.0, 3.3.3), put into ``values``.
    @inline(never)
    private func unescaped(
        _ raw: RawAttribute, _ view: ByteView
    ) throws -> UnsafeBufferPointer<UInt8> {
        let first = values.count
        var index = raw.value
        while index < raw.valueEnd {
            switch view[index] {
            case UInt8(ascii: "&"):
                guard let (scalar, next) = try scalar(ofReferenceAt: index, view),
                    next <= raw.valueEnd
                else { throw malformed("a reference that does not end", at: index) }
                UTF8Parser.append(scalar, to: values)
                index = next
            case 0x0D:
                // With a line feed behind it, one line end: the feed stands for both.
                if view[index + 1] != 0x0A { values.append(0x20) }
                index += 1
            case 0x09, 0x0A:
                values.append(0x20)
                index += 1
            default:
                values.append(view[index])
                index += 1
            }
        }
        return unsafe UnsafeBufferPointer(
            start: UnsafePointer(values.start + first), count: values.count - first)
    }

    private func checkAttributesDiffer(_ view: ByteView) throws {
        let count = rawAttributes.count
        if count > 16 {
            // Compared in pairs, a long tag would cost minutes.
            var names = Set<[UInt8]>()
            for index in 0..<count {
                let attribute = rawAttributes[index]
                let name = unsafe Array(view.buffer(attribute.name, attribute.nameEnd))
                guard names.insert(name).inserted else {
                    throw malformed("an attribute stands twice", at: attribute.name)
                }
            }
            return
        }
        let start = unsafe rawAttributes.start
        for index in 1..<count {
            let attribute = unsafe start[index]
            for other in 0..<index {
                let earlier = unsafe start[other]
                guard earlier.length == attribute.length,
                    view[earlier.name] == view[attribute.name],
                    unsafe ByteView.areEqual(
                        view.pointer(earlier.name), view.pointer(attribute.name),
                        attribute.length)
                else { continue }
                throw malformed("an attribute stands twice", at: attribute.name)
            }
        }
    }

    @inline(__always)
    private func isDeclaration(_ attribute: RawAttribute, _ view: ByteView) -> Bool {
        guard view[attribute.name] == UInt8(ascii: "x"), attribute.length >= 5 else {
            return false
        }
        guard attribute.colon == 0 ? attribute.length == 5 : attribute.colon == attribute.name + 5
        else { return false }
        return view.begins("xmlns", at: attribute.name) ?? false
    }

    @inline(never)
    private func declare(
        _ attribute: RawAttribute, _ view: ByteView, _ value: UnsafeBufferPointer<UInt8>
    ) {
        let number: UInt16
        if let start = value.baseAddress, value.count > 0 {
            number = unsafe namespaces.number(start, value.count)
        } else {
            number = XMLName.noNamespace
        }
        if attribute.colon == 0 {
            scope.defaultNumber = number
        } else if value.count > 0 {
            unsafe scope.bind(view.buffer(attribute.colon + 1, attribute.nameEnd), to: number)
        }
    }
}
