/// Files that mean harm, made when they are asked for: each with what has to become of it.
import TestSupport

package struct HostileCase: Sendable {
    /// How large the files are made.
    package enum Size: Sendable {
        /// As large as the issue asks for; for release builds.
        case full
        /// Just beyond ``HostileCase/smallLimits``; for unit tests of debug builds.
        case small

        func pick(_ full: Int, _ small: Int) -> Int { self == .full ? full : small }
    }

    package let name: String
    /// The finding that must be in the document; a case that is read and found to be no form has `form.notFound`.
    package let code: String
    /// The reason of the error, where reading ends with one.
    package let reason: String?
    package let make: @Sendable (Size) -> [UInt8]

    init(
        _ name: String, _ code: String, _ reason: String? = nil,
        _ make: @escaping @Sendable (Size) -> [UInt8]
    ) {
        self.name = name
        self.code = code
        self.reason = reason
        self.make = make
    }

    package static let all = archives + markups + workbooks + layouts
}

/// The least that a workbook is made of, with every part open to be replaced.
struct HostileWorkbook {
    static let main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    static let office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    static let package = "http://schemas.openxmlformats.org/package/2006/relationships"

    /// Parts by path, in the order of the archive.
    var entries: [ZipBuilder.Entry] = []

    init(sheet: [UInt8]? = nil, sheets: Int = 1) {
        var list = ""
        var links = ""
        for index in 1...sheets {
            list += "<sheet name='s\(index)' sheetId='\(index)' r:id='r\(index)'/>"
            links += Self.link("r\(index)", "worksheet", "worksheets/sheet\(min(index, 1)).xml")
        }
        links += Self.link("strings", "sharedStrings", "sharedStrings.xml")
        links += Self.link("styles", "styles", "styles.xml")
        set("_rels/.rels", Self.links(Self.link("a", "officeDocument", "xl/workbook.xml")))
        set(
            "xl/workbook.xml",
            "<workbook xmlns='\(Self.main)' xmlns:r='\(Self.office)'><sheets>\(list)</sheets></workbook>"
        )
        set("xl/_rels/workbook.xml.rels", Self.links(links))
        set("xl/sharedStrings.xml", "<sst xmlns='\(Self.main)'><si><t>a</t></si></sst>")
        set(
            "xl/styles.xml",
            "<styleSheet xmlns='\(Self.main)'><cellXfs><xf/></cellXfs></styleSheet>")
        set(Self.sheetPath, sheet ?? Self.sheet(rows: Self.bytes("<row><c><v>1</v></c></row>")))
    }

    static let sheetPath = "xl/worksheets/sheet1.xml"

    mutating func set(_ path: String, _ text: String) { set(path, Array(text.utf8)) }

    mutating func set(_ path: String, _ bytes: [UInt8]) {
        var entry = ZipBuilder.Entry(path, bytes)
        // What repeats deflates quickly at any level; level 1 makes big files in bearable time.
        if bytes.count > 1 << 20 { entry.level = 1 }
        if let index = entries.firstIndex(where: { $0.name == entry.name }) {
            entries[index] = entry
        } else {
            entries.append(entry)
        }
    }

    func build() -> [UInt8] { ZipBuilder(entries).build() }

    static func link(_ id: String, _ kind: String, _ target: String) -> String {
        "<Relationship Id='\(id)' Type='\(office)/\(kind)' Target='\(target)'/>"
    }

    static func links(_ links: String) -> String {
        "<Relationships xmlns='\(package)'>\(links)</Relationships>"
    }

    static func sheet(rows: [UInt8], tail: [UInt8] = []) -> [UInt8] {
        bytes("<worksheet xmlns='\(main)'><sheetData>") + rows + bytes("</sheetData>") + tail
            + bytes("</worksheet>")
    }

    static func strings(_ items: [UInt8]) -> [UInt8] {
        bytes("<sst xmlns='\(main)' count='4294967295'>") + items + bytes("</sst>")
    }

    static func bytes(_ text: String) -> [UInt8] { Array(text.utf8) }

    /// A text again and again, without making a string of it.
    static func repeated(_ text: String, _ count: Int) -> [UInt8] {
        let piece = Array(text.utf8)
        return [UInt8](unsafeUninitializedCapacity: piece.count * count) { buffer, filled in
            for index in 0..<count {
                for offset in piece.indices { buffer[index * piece.count + offset] = piece[offset] }
            }
            filled = piece.count * count
        }
    }

    /// Texts that differ, one after the other.
    static func numbered(_ count: Int, _ text: (Int) -> String) -> [UInt8] {
        var bytes: [UInt8] = []
        for index in 0..<count { bytes += text(index).utf8 }
        return bytes
    }
}
