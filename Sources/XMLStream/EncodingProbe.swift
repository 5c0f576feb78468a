/// Tells from the first bytes of a document whether it is UTF-8 (XML 1.0, appendix F).
package struct EncodingProbe {
    package enum Verdict: Hashable {
        /// UTF-8: so many bytes are a byte-order mark and a declaration of just that.
        case utf8(prologLength: Int)
        /// Another encoding, or a declaration that is not sound.
        case other
    }

    package init() {}

    /// What was read so far.
    private(set) var bytes: [UInt8] = []
    /// Declarations longer than this are left to libxml2.
    private static let lengthLimit = 512

    /// Takes bytes until they tell the encoding; nil where they do not yet.
    package mutating func read(_ piece: Span<UInt8>) -> Verdict? {
        bytes.append(borrowed: piece)
        guard bytes.count >= 4 else { return nil }
        // UTF-16 begins with a mark, or with a zero among the first bytes.
        let isOther =
            bytes.prefix(4).contains(0) || bytes.starts(with: [0xFE, 0xFF])
            || bytes.starts(with: [0xFF, 0xFE])
        if isOther { return .other }
        let start = markLength
        let rest = bytes[start...]
        let opening = Array("<?xml".utf8)
        if rest.count <= opening.count {
            return opening.starts(with: rest) ? nil : .utf8(prologLength: start)
        }
        guard rest.starts(with: opening), EncodingProbe.isBlank(rest[start + 5]) else {
            return .utf8(prologLength: start)
        }
        guard let end = EncodingProbe.declarationEnd(rest) else {
            return rest.count > EncodingProbe.lengthLimit ? .other : nil
        }
        let isSound = EncodingProbe.isSound(rest[(start + 5)..<end])
        return isSound ? .utf8(prologLength: end + 2) : .other
    }

    /// What to do with a document that ended before it told.
    package var verdictAtEnd: Verdict { .utf8(prologLength: markLength) }

    private var markLength: Int { bytes.starts(with: EncodingProbe.mark) ? 3 : 0 }

    private static let mark: [UInt8] = [0xEF, 0xBB, 0xBF]

    private static func isBlank(_ byte: UInt8) -> Bool {
        byte == 0x20 || byte == 0x09 || byte == 0x0A || byte == 0x0D
    }

    /// The position of `?>`.
    private static func declarationEnd(_ bytes: ArraySlice<UInt8>) -> Int? {
        bytes.indices.first { index in
            bytes[index] == UInt8(ascii: "?") && index + 1 < bytes.endIndex
                && bytes[index + 1] == UInt8(ascii: ">")
        }
    }

    /// Whether what stands between `<?xml` and `?>` is a declaration of UTF-8 (XML 1.0, productions 23 to
    /// 26, 32, 80). Others, sound or not, are libxml2's to judge.
    private static func isSound(_ text: ArraySlice<UInt8>) -> Bool {
        var rest = text
        guard let version = value(of: "version", in: &rest),
            version.count > 2, version.starts(with: "1.".utf8),
            version.dropFirst(2).allSatisfy({ $0 >= 0x30 && $0 <= 0x39 })
        else { return false }
        if let encoding = value(of: "encoding", in: &rest) {
            // However it is punctuated: iconv knows UTF-8.. too, and drops byte-order marks within.
            let name = String(decoding: encoding, as: UTF8.self).lowercased()
                .filter { $0.isLetter || $0.isNumber }
            guard name == "utf8" else { return false }
        }
        if let standalone = value(of: "standalone", in: &rest) {
            guard standalone.elementsEqual("yes".utf8) || standalone.elementsEqual("no".utf8)
            else { return false }
        }
        return rest.allSatisfy(isBlank)
    }

    /// Takes white space, a name, `=` and a value in quotes off `text`; nil where something else stands there.
    private static func value(
        of name: String, in text: inout ArraySlice<UInt8>
    ) -> ArraySlice<UInt8>? {
        var rest = text.drop(while: isBlank)
        guard rest.count < text.count, rest.starts(with: name.utf8) else { return nil }
        rest = rest.dropFirst(name.utf8.count).drop(while: isBlank)
        guard rest.first == UInt8(ascii: "=") else { return nil }
        rest = rest.dropFirst().drop(while: isBlank)
        guard let quote = rest.first, quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'"),
            let end = rest.dropFirst().firstIndex(of: quote)
        else { return nil }
        let value = rest[rest.index(after: rest.startIndex)..<end]
        text = rest[rest.index(after: end)...]
        return value
    }
}
