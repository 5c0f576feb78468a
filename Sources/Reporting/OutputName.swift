/// Names of files that every system takes: what Windows forbids is replaced.
package struct OutputNames {
    private var taken: Set<String> = []
    /// The last number of each path that was asked for before, in small letters.
    private var numbers: [String: Int] = [:]

    package init() {}

    /// A path of sound names, made unique among those given so far, with the ending behind it.
    ///
    /// - Parameter segments: folders and the file's name, any texts.
    package mutating func path(_ segments: [String], ending: String) -> String {
        let sound = segments.map(OutputNames.sound)
        let base = sound.joined(separator: "/")
        let key = base.lowercased()
        var number = numbers[key] ?? 1
        while true {
            let path = base + (number == 1 ? "" : " (\(number))") + ending
            // Windows and macOS do not tell capitals from small letters.
            if taken.insert(path.lowercased()).inserted {
                numbers[key] = number
                return path
            }
            number += 1
        }
    }

    /// Names that Windows keeps for devices, whatever their ending.
    private static let devices: Set<String> = Set(
        ["con", "prn", "aux", "nul"]
            + (1...9).flatMap { ["com\($0)", "lpt\($0)"] })

    /// Bytes of a name, so that a number and an ending fit behind it: file systems have 255.
    private static let lengthLimit = 200

    static func sound(_ text: String) -> String {
        var name = ""
        for scalar in text.unicodeScalars {
            let isForbidden =
                "<>:\"/\\|?*".unicodeScalars.contains(scalar) || scalar.value < 0x20
                || scalar.value == 0x7F || scalar.properties.isNoncharacterCodePoint
                || scalar.properties.generalCategory == .format
            name.unicodeScalars.append(isForbidden ? "_" : scalar)
            // Of a text of megabytes no more than tells where its last character ends.
            if name.utf8.count > lengthLimit { break }
        }
        name = wholeCharacters(of: name)
        while let first = name.first, first == " " { name.removeFirst() }
        while let last = name.last, last == " " || last == "." { name.removeLast() }
        if name.isEmpty { return "_" }
        let stem = name.split(separator: ".", maxSplits: 1).first.map { $0.lowercased() } ?? ""
        // Hidden files would be passed over when the folder is converted.
        return devices.contains(stem) || name.hasPrefix(".") || name.hasPrefix("~$")
            ? "_" + name : name
    }

    /// The characters of a text that fit, none of them in part.
    private static func wholeCharacters(of text: String) -> String {
        if text.utf8.count <= lengthLimit { return text }
        var length = 0
        return String(
            text.prefix { character in
                length += character.utf8.count
                return length <= lengthLimit
            })
    }
}
