/// Comments, instructions, CDATA sections and document types.
extension UTF8Parser {
    func declaration(_ view: ByteView) throws -> Bool {
        guard let isComment = view.begins("<!--", at: position) else { return false }
        if isComment {
            mode = .comment
            position += 4
            return true
        }
        guard let isSection = view.begins("<![CDATA[", at: position) else { return false }
        if isSection, frames.count > 0 {
            mode = .characterData
            position += 9
            return true
        }
        guard let isDocumentType = view.begins("<!DOCTYPE", at: position) else { return false }
        if isDocumentType, frames.count == 0 {
            throw failure(.documentType, "document type declaration", at: position)
        }
        throw malformed("markup that does not belong here", at: position)
    }

    func instruction(_ view: ByteView) throws -> Bool {
        guard let name = try name(view, position + 2) else { return false }
        if name.end - position == 5, view[position + 2] | 0x20 == UInt8(ascii: "x"),
            view[position + 3] | 0x20 == UInt8(ascii: "m"),
            view[position + 4] | 0x20 == UInt8(ascii: "l")
        {
            throw malformed("an XML declaration that is not at the start", at: position)
        }
        guard view.is(name.end, CharacterClass.blank) || view[name.end] == UInt8(ascii: "?") else {
            throw malformed("an instruction without a sound name", at: position)
        }
        // Between name and data there is white space, so that `<?a?b?>` is none.
        if view[name.end] == UInt8(ascii: "?") {
            guard let isEnd = view.begins("?>", at: name.end) else { return false }
            guard isEnd else {
                throw malformed("an instruction without a sound name", at: position)
            }
        }
        mode = .instruction
        position = name.end
        return true
    }

    /// Goes on in a comment or an instruction up to its end.
    func passOver(_ view: ByteView) throws -> Bool {
        var index = position
        while true {
            while view.is(index, CharacterClass.passedOver) { index += 1 }
            position = index
            switch view[index] {
            case UInt8(ascii: "-") where mode == .comment:
                guard let isDouble = view.begins("--", at: index) else { return false }
                if isDouble {
                    guard let isEnd = view.begins("-->", at: index) else { return false }
                    guard isEnd else { throw malformed("-- in a comment", at: index) }
                    position = index + 3
                    mode = .markup
                    return true
                }
                index += 1
            case UInt8(ascii: "?") where mode == .instruction:
                guard let isEnd = view.begins("?>", at: index) else { return false }
                if isEnd {
                    position = index + 2
                    mode = .markup
                    return true
                }
                index += 1
            default:
                guard let next = try scalar(view, at: index)?.next else { return false }
                index = next
            }
        }
    }

    func characterData(_ view: ByteView, _ sink: any XMLSink) throws -> Bool {
        var start = position
        var index = position
        while true {
            while view.is(index, CharacterClass.passedOver) { index += 1 }
            switch view[index] {
            case UInt8(ascii: "]"):
                guard let isEnd = view.begins("]]>", at: index) else {
                    try emit(view, start, index, sink)
                    position = index
                    return false
                }
                if isEnd {
                    try emit(view, start, index, sink)
                    position = index + 3
                    mode = .markup
                    return true
                }
                index += 1
            case UInt8(ascii: "-"), UInt8(ascii: "?"): index += 1
            default:
                guard let next = try lineEndOrScalar(view, from: start, at: index, sink) else {
                    return false
                }
                (start, index) = next
            }
        }
    }
}
