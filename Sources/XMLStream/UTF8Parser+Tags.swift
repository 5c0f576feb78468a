/// Start tags and end tags.
extension UTF8Parser {
    /// A name where it stands.
    struct NamePlace {
        let end: Int
        /// Position of the colon behind the prefix, or 0.
        let colon: Int
    }

    /// The name at `start`; nil where more bytes are needed to tell its end.
    @inline(__always)
    func name(_ view: ByteView, _ start: Int) throws -> NamePlace? {
        var index = start
        while view.is(index, CharacterClass.name) { index &+= 1 }
        // Nearly all names are letters of ASCII without a prefix.
        let isPlain = view[index] < 0x80 && view[index] != UInt8(ascii: ":") && view[index] != 0
        if isPlain, view.is(start, CharacterClass.nameStart) {
            return NamePlace(end: index, colon: 0)
        }
        return try otherName(view, start)
    }

    @inline(never)
    private func otherName(_ view: ByteView, _ start: Int) throws -> NamePlace? {
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
        // A colon that no name follows parts nothing: the whole is one name.
        if colon > 0, try !startsLocalName(view, colon + 1) { colon = 0 }
        return NamePlace(end: index, colon: colon)
    }

    private func startsLocalName(_ view: ByteView, _ index: Int) throws -> Bool {
        if view[index] < 0x80 { return view.is(index, CharacterClass.nameStart) }
        return try scalar(view, at: index).map { CharacterClass.isNameStart($0.value) } ?? false
    }

    /// Bytes of a name, as with libxml2.
    private static let nameLimit = 50_000

    func startTag(_ view: ByteView, _ sink: any XMLSink) throws -> Bool {
        let start = position &+ 1
        guard let place = try name(view, start) else { return false }
        rawAttributes.truncate(to: 0)
        attributes.truncate(to: 0)
        escapedLength = 0
        mayDeclare = false
        var index = place.end
        var isEmpty = false
        reading: while true {
            let before = index
            index = view.skippingBlanks(index)
            switch view[index] {
            case UInt8(ascii: ">"): break reading
            case UInt8(ascii: "/"):
                if index + 1 == view.count { return false }
                guard view[index + 1] == UInt8(ascii: ">") else {
                    throw malformed("a tag with a stray /", at: index)
                }
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
        let length = place.end &- start
        guard index &- start <= limits.tagSize, length <= UTF8Parser.nameLimit else {
            throw failure(.limitExceeded, "tagSize", at: position)
        }
        if frames.count == 0 {
            guard !hasRoot else { throw malformed("a second root element", at: position) }
            hasRoot = true
        }
        guard frames.count < limits.depth else {
            throw failure(.limitExceeded, "depth", at: position)
        }
        let scopeDepth = scope.depth
        let defaultNumber = scope.defaultNumber
        if rawAttributes.count > 0 { try resolveAttributes(view) }
        let name = elementName(view, start, place)
        guard !hasTooManyNames else {
            throw failure(.limitExceeded, "names", at: position)
        }
        eventPosition = index
        if isEmpty {
            position = index &+ 2
            try unsafe sink.start(
                name, XMLAttributes(records: attributes.start, count: attributes.count))
            close(scopeDepth, defaultNumber)
            try sink.end(name)
        } else {
            position = index &+ 1
            frames.append(
                Frame(
                    name: name, offset: openNames.count, length: length, scopeDepth: scopeDepth,
                    defaultNumber: defaultNumber))
            unsafe openNames.append(contentsOf: view.pointer(start), count: length)
            try unsafe sink.start(
                name, XMLAttributes(records: attributes.start, count: attributes.count))
        }
        return true
    }

    func endTag(_ view: ByteView, _ sink: any XMLSink) throws -> Bool {
        guard frames.count > 0 else {
            throw malformed("an end tag without a start tag", at: position)
        }
        let frame = frames[frames.count &- 1]
        let start = position &+ 2
        let nameEnd = start &+ frame.length
        guard nameEnd < view.count else { return try mismatch(view, frame) }
        let isSame = unsafe ByteView.areEqual(
            view.pointer(start), openNames.start + frame.offset, frame.length)
        guard isSame else { return try mismatch(view, frame) }
        let index = view.skippingBlanks(nameEnd)
        guard view[index] == UInt8(ascii: ">") else {
            if index == view.count { return false }
            return try mismatch(view, frame)
        }
        position = index &+ 1
        frames.truncate(to: frames.count &- 1)
        openNames.truncate(to: frame.offset)
        close(frame.scopeDepth, frame.defaultNumber)
        try sink.end(frame.name)
        return true
    }

    /// False where an end tag that is not all there may still be the one that is due.
    @inline(never)
    private func mismatch(_ view: ByteView, _ frame: Frame) throws -> Bool {
        let start = position + 2
        for offset in 0..<frame.length {
            if start + offset == view.count { return false }
            if view[start + offset] != openNames[frame.offset + offset] { break }
            if offset == frame.length - 1, start + frame.length == view.count { return false }
        }
        throw malformed("opening and ending tag mismatch", at: position)
    }

    /// Leaves the scope of an element, whose end tag ends at ``position``.
    @inline(__always)
    private func close(_ scopeDepth: Int, _ defaultNumber: UInt16) {
        if scope.depth != scopeDepth { scope.unbind(to: scopeDepth) }
        scope.defaultNumber = defaultNumber
        eventPosition = position
    }

    @inline(__always)
    private func elementName(_ view: ByteView, _ start: Int, _ place: NamePlace) -> XMLName {
        guard place.colon > start else {
            return XMLName(
                namespace: scope.defaultNumber, local: local(view, start, place.end))
        }
        return unsafe XMLName(
            namespace: scope.number(of: view.buffer(start, place.colon)),
            local: local(view, place.colon &+ 1, place.end))
    }

    @inline(__always)
    func local(_ view: ByteView, _ start: Int, _ end: Int) -> UInt16 {
        guard start < end else { return 0 }
        return unsafe locals.number(view.pointer(start), end &- start)
    }
}
