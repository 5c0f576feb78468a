/// Who made or checked a return, with the telephone that is often written behind the name: 吴建华（0573-84216514）.
package struct PersonText {
    package let name: String
    package let phone: String?

    package init(_ text: String) {
        (name, phone) = PersonText.parts(of: text) ?? (text, nil)
    }

    private static func parts(of text: String) -> (name: String, phone: String)? {
        guard text.utf8.count <= 200 else { return nil }
        let scalars = Array(text.unicodeScalars)
        let folded = scalars.map { TextFolding.folded($0) ?? " " }
        guard let first = folded.firstIndex(where: TextFolding.isDigit),
            let last = folded.lastIndex(where: TextFolding.isDigit)
        else { return nil }
        let number = folded[first...last]
        let digits = number.count(where: TextFolding.isDigit)
        // From a short number of an office on; with the digits of two numbers it is none.
        guard (6...14).contains(digits),
            number.allSatisfy({ TextFolding.isDigit($0) || $0 == "-" || $0 == " " }),
            folded[(last + 1)...].allSatisfy({ marks.contains($0) })
        else { return nil }
        var name = folded[..<first]
        func drop(_ isMark: (Unicode.Scalar) -> Bool) {
            while let end = name.last, isMark(end) { name.removeLast() }
        }
        drop(marks.contains)
        for word in words
        where name.count > word.count && name.suffix(word.count).elementsEqual(word) {
            name.removeLast(word.count)
            break
        }
        drop(marks.contains)
        guard !name.isEmpty else { return nil }
        return (
            TextFolding.string(scalars[..<name.endIndex]), TextFolding.string(number)
        )
    }

    private static let marks = Array(" ()[]/,;:、-".unicodeScalars)
    private static let words = ["联系电话", "手机号", "电话", "手机"].map { Array($0.unicodeScalars) }
}
