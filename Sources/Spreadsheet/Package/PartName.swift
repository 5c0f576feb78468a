/// The name of a part, compared as OPC compares (ISO/IEC 29500-2, 6.2.2): ASCII case does not count.
///
/// Archivers add more variety, which is tolerated: a leading slash, backslashes, `%20` and its like.
package struct PartName: Hashable, Sendable {
    /// As it was written, for messages.
    package let text: String
    private let key: String

    package init(_ text: String) {
        self.text = text
        let isPlain = text.utf8.allSatisfy { byte in
            byte != UInt8(ascii: "\\") && byte != UInt8(ascii: "%")
                && !(byte >= UInt8(ascii: "A") && byte <= UInt8(ascii: "Z"))
        }
        if isPlain, text.utf8.first != UInt8(ascii: "/") {
            key = text
            return
        }
        var bytes: [UInt8] = []
        var rest = Substring(text).utf8
        while let byte = rest.popFirst() {
            switch byte {
            case UInt8(ascii: "\\"):
                bytes.append(UInt8(ascii: "/"))
            case UInt8(ascii: "A")...UInt8(ascii: "Z"):
                bytes.append(byte | 0x20)
            case UInt8(ascii: "%"):
                let digits = rest.prefix(2)
                if digits.count == 2, let value = UInt8(String(Substring(digits)), radix: 16) {
                    rest = rest.dropFirst(2)
                    let isCapital = value >= UInt8(ascii: "A") && value <= UInt8(ascii: "Z")
                    bytes.append(isCapital ? value | 0x20 : value)
                } else {
                    bytes.append(byte)
                }
            default:
                bytes.append(byte)
            }
        }
        key = String(decoding: bytes.drop { $0 == UInt8(ascii: "/") }, as: UTF8.self)
    }

    package static func == (left: PartName, right: PartName) -> Bool { left.key == right.key }
    package func hash(into hasher: inout Hasher) { hasher.combine(key) }

    /// The part that a relationship's target means, seen from this part (6.2.4, RFC 3986, 5.2).
    func resolving(target: String) -> PartName {
        let end =
            target.utf8.firstIndex { $0 == UInt8(ascii: "#") || $0 == UInt8(ascii: "?") }
            ?? target.endIndex
        let path = PartName.forwardSlashes(String(target[..<end])).utf8
        let slash = UInt8(ascii: "/")
        let base = path.first == slash ? "" : PartName.forwardSlashes(text)
        var segments = base.utf8.split(separator: slash).dropLast()
        for segment in path.split(separator: slash) {
            if segment.elementsEqual("..".utf8) {
                _ = segments.popLast()
            } else if !segment.elementsEqual(".".utf8) {
                segments.append(segment)
            }
        }
        return PartName(segments.map { String(Substring($0)) }.joined(separator: "/"))
    }

    /// The part that lists this part's relationships (6.5.2.2).
    var relationshipsPart: PartName {
        let path = PartName.forwardSlashes(text)
        guard let slash = path.utf8.lastIndex(of: UInt8(ascii: "/")) else {
            return PartName("_rels/\(path).rels")
        }
        let start = path.utf8.index(after: slash)
        return PartName("\(path[..<start])_rels/\(path[start...]).rels")
    }

    private static func forwardSlashes(_ text: String) -> String {
        text.utf8.contains(UInt8(ascii: "\\")) ? text.replacing("\\", with: "/") : text
    }

    /// The package itself, whose relationships are in `/_rels/.rels`.
    static let package = PartName("")
}
