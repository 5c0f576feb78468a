/// Start tags with their attributes, and end tags.
extension UTF8Parser {
    /// An attribute as it stands in the tag; positions are those of the window.
    struct RawAttribute: BitwiseCopyable {
        let name: Int
        let nameEnd: Int
        /// Position of the colon behind the prefix, or 0.
        let colon: Int
        /// Where the value is: in the window, or in ``UTF8Parser/values``.
        let value: Int
        let valueEnd: Int
        let isCopied: Bool

        var length: Int { nameEnd - name }
    }

    /// The end of the name at `start` and its first colon, or 0; nil where more bytes are needed.
    func name(_ view: ByteView, _ start: Int) throws -> (end: Int, colon: Int)? {
        var index = start
        var colon = 0
        while true {
            while view.is(index, CharacterClass.name) { index += 1 }
            let byte = view[index]
            if byte == UInt8(ascii: ":") {
                if colon == 0 { colon = index }
                index += 1
            } else if byte >= 0x80 {
                guard let (value, next) = try scalar(view, at: index) else { return nil }
                let isSound =
                    index == start
                    ? CharacterClass.isNameStart(value) : CharacterClass.isName(value)
                guard isSound else { break }
                index = next
            } else {
                break
            }
        }
        if index == view.count { return nil }
        let isSound =
            index > start
            && (view.is(start, CharacterClass.nameStart) || view[start] >= 0x80
                || view[start] == UInt8(ascii: ":"))
        guard isSound else { throw malformed("a name was expected", at: start) }
        guard index - start <= UTF8Parser.nameLimit else {
            throw failure(.limitExceeded, "name too long", at: start)
        }
        if colon > 0, try !startsLocalName(view, colon + 1) { colon = 0 }
        return (index, colon)
    }

    /// Whether a name may begin at a position behind a colon. Otherwise the colon parts nothing, and the
    /// whole is one name.
    private func startsLocalName(_ view: ByteView, _ index: Int) throws -> Bool {
        if view[index] < 0x80 { return view.is(index, CharacterClass.nameStart) }
        return try scalar(view, at: index).map { CharacterClass.isNameStart($0.value) } ?? false
    }

    /// Bytes of a name, as with libxml2.
    private static let nameLimit = 50_000

    func startTag(_ view: ByteView, _ sink: any XMLSink) throws -> Bool {
        guard let (nameEnd, colon) = try name(view, position + 1) else { return false }
        rawAttributes.truncate(to: 0)
        values.truncate(to: 0)
        var index = nameEnd
        var isEmpty = false
        reading: while true {
            let before = index
            index = view.skippingBlanks(index)
            switch view[index] {
            case UInt8(ascii: ">"): break reading
            case UInt8(ascii: "/"):
                guard let isEnd = view.begins("/>", at: index) else { return false }
                guard isEnd else { throw malformed("a tag with a stray /", at: index) }
                isEmpty = true
                break reading
            case 0 where index == view.count: return false
            default:
                guard index > before else {
                    throw malformed("white space was expected in a tag", at: index)
                }
                guard let next = try attribute(view, index) else { return false }
                index = next
            }
        }
        guard index - position <= limits.tagSize else {
            throw failure(.limitExceeded, "tag too long", at: position)
        }
        guard frames.count > 0 || !hasRoot else {
            throw malformed("a second root element", at: position)
        }
        if rawAttributes.count > 1 { try checkAttributesDiffer(view) }
        let scopeDepth = scope.depth
        let defaultNumber = scope.defaultNumber
        if rawAttributes.count > 0 { resolveAttributes(view) } else { attributes.truncate(to: 0) }
        let name = elementName(view, position + 1, nameEnd, colon)
        try checkNames(at: position)
        guard frames.count < limits.depth else {
            throw failure(.limitExceeded, "elements nested too deeply", at: position)
        }
        hasRoot = true
        eventPosition = index
        let nameStart = position + 1
        position = index + (isEmpty ? 2 : 1)
        if !isEmpty {
            frames.append(
                Frame(
                    name: name, offset: openNames.count, length: nameEnd - nameStart,
                    scopeDepth: scopeDepth, defaultNumber: defaultNumber))
            for letter in nameStart..<nameEnd { openNames.append(view[letter]) }
        }
        try unsafe sink.start(
            name, XMLAttributes(records: attributes.start, count: attributes.count))
        if isEmpty {
            scope.unbind(to: scopeDepth)
            scope.defaultNumber = defaultNumber
            eventPosition = position
            try sink.end(name)
        }
        return true
    }

    func endTag(_ view: ByteView, _ sink: any XMLSink) throws -> Bool {
        guard frames.count > 0 else {
            throw malformed("an end tag without a start tag", at: position)
        }
        let frame = frames[frames.count - 1]
        let start = position + 2
        for offset in 0..<frame.length {
            let index = start + offset
            if index >= view.count { return false }
            guard view[index] == openNames[frame.offset + offset] else {
                throw malformed("opening and ending tag mismatch", at: position)
            }
        }
        let index = view.skippingBlanks(start + frame.length)
        guard view[index] == UInt8(ascii: ">") else {
            if index == view.count { return false }
            throw malformed("opening and ending tag mismatch", at: position)
        }
        position = index + 1
        frames.truncate(to: frames.count - 1)
        openNames.truncate(to: frame.offset)
        scope.unbind(to: frame.scopeDepth)
        scope.defaultNumber = frame.defaultNumber
        eventPosition = position
        try sink.end(frame.name)
        return true
    }

    // MARK: Attributes

    /// Reads the attribute at `start`; the position behind it, or nil where more bytes are needed.
    private func attribute(_ view: ByteView, _ start: Int) throws -> Int? {
        guard let (nameEnd, colon) = try name(view, start) else { return nil }
        var index = view.skippingBlanks(nameEnd)
        guard view[index] == UInt8(ascii: "=") else {
            if index == view.count { return nil }
            throw malformed("an attribute without a value", at: start)
        }
        index = view.skippingBlanks(index + 1)
        let quote = view[index]
        guard quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") else {
            if index == view.count { return nil }
            throw malformed("an attribute value without quotes", at: index)
        }
        index += 1
        var end = index
        while true {
            while view.is(end, CharacterClass.value) { end += 1 }
            if view[end] == quote { break }
            if view[end] >= 0x80 {
                guard let next = try passScalar(view, at: end) else { return nil }
                end = next
            } else {
                return try copiedAttribute(
                    view, (start, nameEnd, colon), from: index, to: end, quote)
            }
        }
        rawAttributes.append(
            RawAttribute(
                name: start, nameEnd: nameEnd, colon: colon, value: index, valueEnd: end,
                isCopied: false))
        return end + 1
    }

    /// Goes on with a value that is not meant as it stands: references, and white space, which counts as
    /// spaces (XML 1.0, 3.3.3).
    private func copiedAttribute(
        _ view: ByteView, _ name: (start: Int, end: Int, colon: Int), from start: Int,
        to end: Int, _ quote: UInt8
    ) throws -> Int? {
        let offset = values.count
        for index in start..<end { values.append(view[index]) }
        var index = end
        while view[index] != quote {
            switch view[index] {
            case UInt8(ascii: "<"): throw malformed("< in an attribute value", at: index)
            case UInt8(ascii: "&"):
                guard let (scalar, next) = try scalar(ofReferenceAt: index, view) else {
                    return nil
                }
                UTF8Parser.append(scalar, to: values)
                index = next
            case 0x0D:
                // With a line feed behind it, one line end: the feed stands for both.
                if index + 1 == view.count { return nil }
                if view[index + 1] != 0x0A { values.append(0x20) }
                index += 1
            case 0x09, 0x0A:
                values.append(0x20)
                index += 1
            default:
                guard let (_, next) = try scalar(view, at: index) else { return nil }
                for position in index..<next { values.append(view[position]) }
                index = next
            }
        }
        rawAttributes.append(
            RawAttribute(
                name: name.start, nameEnd: name.end, colon: name.colon, value: offset,
                valueEnd: values.count, isCopied: true))
        return index + 1
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
        for index in 1..<count {
            let attribute = rawAttributes[index]
            for other in 0..<index where rawAttributes[other].length == attribute.length {
                let start = rawAttributes[other].name
                var offset = 0
                while offset < attribute.length,
                    view[start + offset] == view[attribute.name + offset]
                { offset += 1 }
                if offset == attribute.length {
                    throw malformed("an attribute stands twice", at: attribute.name)
                }
            }
        }
    }

    /// Binds the prefixes that a tag declares, then gives the other attributes their names.
    private func resolveAttributes(_ view: ByteView) {
        var declarations = 0
        for index in 0..<rawAttributes.count where isDeclaration(rawAttributes[index], view) {
            declarations += 1
            declare(rawAttributes[index], view)
        }
        attributes.truncate(to: 0)
        for index in 0..<rawAttributes.count {
            let raw = rawAttributes[index]
            if declarations > 0, isDeclaration(raw, view) { continue }
            let name: XMLName
            if raw.colon > raw.name {
                name = unsafe XMLName(
                    namespace: scope.number(of: view.buffer(raw.name, raw.colon)),
                    local: local(view, raw.colon + 1, raw.nameEnd))
            } else {
                name = XMLName(
                    namespace: XMLName.noNamespace, local: local(view, raw.name, raw.nameEnd))
            }
            let start =
                raw.isCopied
                ? unsafe UnsafePointer(values.start) + raw.value : unsafe view.pointer(raw.value)
            unsafe attributes.append(
                XMLAttributes.Record(
                    name: name, start: start, count: raw.valueEnd - raw.value))
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

    private func declare(_ attribute: RawAttribute, _ view: ByteView) {
        let count = attribute.valueEnd - attribute.value
        let start =
            attribute.isCopied
            ? unsafe UnsafePointer(values.start) + attribute.value
            : unsafe view.pointer(attribute.value)
        if attribute.colon == 0 {
            scope.defaultNumber =
                count == 0 ? XMLName.noNamespace : unsafe namespaces.number(start, count)
        } else if count > 0, attribute.nameEnd > attribute.colon + 1 {
            unsafe scope.bind(
                view.buffer(attribute.colon + 1, attribute.nameEnd),
                to: namespaces.number(start, count))
        }
    }

    // MARK: Names

    @inline(__always)
    private func elementName(
        _ view: ByteView, _ start: Int, _ end: Int, _ colon: Int
    ) -> XMLName {
        guard colon > start else {
            return XMLName(namespace: scope.defaultNumber, local: local(view, start, end))
        }
        return unsafe XMLName(
            namespace: scope.number(of: view.buffer(start, colon)),
            local: local(view, colon + 1, end))
    }

    @inline(__always)
    private func local(_ view: ByteView, _ start: Int, _ end: Int) -> UInt16 {
        guard start < end else { return 0 }
        return unsafe locals.number(view.pointer(start), end - start)
    }
}
