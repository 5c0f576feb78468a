import XMLStream

/// A link on cells (ISO/IEC 29500-1, 18.3.1.47).
package struct Hyperlink: Sendable {
    package enum Target: Sendable {
        /// A URI, such as `https://…` or `mailto:…`, at most 2,079 UTF-16 units.
        case external(String)
        /// A place in the workbook: `'表 2'!A1` or a defined name.
        case location(String)
    }

    package var range: CellRange
    package var target: Target
    /// Shown when the pointer rests on the link: at most 255 UTF-16 units.
    package var tooltip: String?

    package init(_ range: CellRange, _ target: Target, tooltip: String? = nil) {
        self.range = range
        self.target = target
        self.tooltip = tooltip
    }

    func check() throws(SpreadsheetError) {
        let text =
            switch target {
            case .external(let text), .location(let text): text
            }
        guard !text.isEmpty, text.utf16.count <= SheetLimits.linkTarget else {
            throw SpreadsheetError(.notWritable, reason: "linkTarget", cell: "\(range.first)")
        }
        guard (tooltip?.utf16.count ?? 0) <= SheetLimits.shortText else {
            throw SpreadsheetError(.notWritable, reason: "tooltipTooLong", cell: "\(range.first)")
        }
    }

    func write(_ relationships: inout RelationshipList, to xml: inout XMLWriter) {
        var id: String?
        var location: String?
        switch target {
        case .external(let text):
            // Excel keeps the fragment apart from the target.
            let parts = text.split(separator: "#", maxSplits: 1, omittingEmptySubsequences: false)
            if let uri = parts.first {
                id = relationships.add("hyperlink", Hyperlink.escaped(uri), isExternal: true)
            }
            location = parts.count > 1 ? String(parts[1]) : nil
        case .location(let text):
            location = text.utf8.first == UInt8(ascii: "#") ? String(text.dropFirst()) : text
        }
        xml.emptyElement("hyperlink") {
            $0.attribute("ref", "\(range)")
            $0.attribute("r:id", id)
            $0.attribute("location", location)
            $0.attribute("tooltip", tooltip)
        }
    }

    /// Percent-encodes what no URI may hold (RFC 3986, 2): Excel refuses the workbook for a space.
    private static func escaped(_ uri: Substring) -> String {
        var bytes: [UInt8] = []
        for byte in uri.utf8 {
            if byte <= 0x20 || byte == 0x7F || "\"<>\\^`{|}".utf8.contains(byte) {
                let digits = String(byte, radix: 16, uppercase: true)
                bytes += Array("%\(digits.utf8.count == 1 ? "0" : "")\(digits)".utf8)
            } else {
                bytes.append(byte)
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}
