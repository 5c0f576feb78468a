import XMLStream

/// What is told about the workbook beside its sheets. No clock is looked at: without dates there are none.
package struct DocumentProperties: Sendable {
    package enum Value: Hashable, Sendable {
        /// At most 255 UTF-16 units.
        case text(String)
        /// Finite.
        case number(Double)
        case boolean(Bool)
        /// Midnight UTC of a day.
        case date(year: Int, month: Int, day: Int)
    }

    package var title: String?
    package var subject: String?
    package var creator: String?
    package var keywords: String?
    /// The comments of Excel's dialog.
    package var summary: String?
    package var lastModifiedBy: String?
    /// In the form `2020-10-12T08:30:00Z` (xsd:dateTime).
    package var created: String?
    package var modified: String?
    /// The program that made the workbook.
    package var application: String?
    package var company: String?
    /// Custom properties in order; names differ in more than case and have at most 255 UTF-16 units.
    package var custom: [(name: String, value: Value)] = []

    package init() {}

    func check() throws(SpreadsheetError) {
        var names: Set<String> = []
        for (name, value) in custom {
            guard !name.isEmpty, name.utf16.count <= SheetLimits.shortText,
                names.insert(name.lowercased()).inserted
            else { throw SpreadsheetError(.notWritable, reason: "propertyName", detail: name) }
            let isSound =
                switch value {
                case .text(let text): text.utf16.count <= SheetLimits.shortText
                case .number(let number): number.isFinite
                case .boolean: true
                case .date(let year, let month, let day):
                    (1601...9999).contains(year) && CivilDay.exists(year, month, day)
                }
            guard isSound else {
                throw SpreadsheetError(.notWritable, reason: "propertyValue", detail: name)
            }
        }
        for date in [created, modified] {
            guard let date else { continue }
            let isSound =
                date.utf8.count == 20 && date.utf8.last == UInt8(ascii: "Z")
                && SerialDate.serialText(fromISO8601: date, uses1904: false) != nil
            guard isSound else {
                throw SpreadsheetError(.notWritable, reason: "propertyDate", detail: date)
            }
        }
    }

    /// Core properties (ISO/IEC 29500-2, 8.3).
    func writeCore(to xml: inout XMLWriter) {
        xml.declaration()
        xml.element(
            "cp:coreProperties",
            {
                $0.attribute("xmlns:cp", Markup.coreProperties, in: .plain)
                $0.attribute("xmlns:dc", "http://purl.org/dc/elements/1.1/", in: .plain)
                $0.attribute("xmlns:dcterms", "http://purl.org/dc/terms/", in: .plain)
                $0.attribute("xmlns:xsi", "http://www.w3.org/2001/XMLSchema-instance", in: .plain)
            }
        ) { xml in
            func text(_ name: StaticString, _ value: String?) {
                guard let value else { return }
                xml.element(name) { $0.text(value, in: .plain) }
            }
            func date(_ name: StaticString, _ value: String?) {
                guard let value else { return }
                xml.element(name, { $0.attribute("xsi:type", "dcterms:W3CDTF", in: .plain) }) {
                    $0.text(value, in: .plain)
                }
            }
            text("dc:title", title)
            text("dc:subject", subject)
            text("dc:creator", creator)
            text("cp:keywords", keywords)
            text("dc:description", summary)
            text("cp:lastModifiedBy", lastModifiedBy)
            date("dcterms:created", created)
            date("dcterms:modified", modified)
        }
    }

    /// Extended properties (ISO/IEC 29500-1, 22.2).
    func writeExtended(to xml: inout XMLWriter) {
        xml.declaration()
        xml.element(
            "Properties", { $0.attribute("xmlns", Markup.extendedProperties, in: .plain) }
        ) { xml in
            if let application {
                xml.element("Application") { $0.text(application, in: .plain) }
            }
            if let company { xml.element("Company") { $0.text(company, in: .plain) } }
        }
    }

    /// Custom properties (ISO/IEC 29500-1, 22.3).
    func writeCustom(to xml: inout XMLWriter) {
        xml.declaration()
        xml.element(
            "Properties",
            {
                $0.attribute("xmlns", Markup.customProperties, in: .plain)
                $0.attribute("xmlns:vt", Markup.variantTypes, in: .plain)
            }
        ) { xml in
            for (index, property) in custom.enumerated() {
                xml.element(
                    "property",
                    {
                        $0.attribute("fmtid", "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}")
                        // 0 and 1 are taken (22.3.2.2).
                        $0.attribute("pid", index + 2)
                        $0.attribute("name", property.name, in: .plain)
                    }
                ) { DocumentProperties.write(property.value, to: &$0) }
            }
        }
    }

    private static func write(_ value: Value, to xml: inout XMLWriter) {
        switch value {
        case .text(let text): xml.element("vt:lpwstr") { $0.text(text) }
        case .number(let number):
            if number.magnitude <= 2_147_483_647, number == number.rounded() {
                xml.element("vt:i4") { $0.integer(Int(number)) }
            } else {
                xml.element("vt:r8") { $0.number(number) }
            }
        case .boolean(let isTrue):
            xml.element("vt:bool") { $0.markup(isTrue ? "true" : "false") }
        case .date(let year, let month, let day):
            let text = CivilDay.text(year, month, day)
            xml.element("vt:filetime") { $0.text("\(text)T00:00:00Z", in: .plain) }
        }
    }
}

/// Days of the calendar, checked.
enum CivilDay {
    static func exists(_ year: Int, _ month: Int, _ day: Int) -> Bool {
        guard (1...9999).contains(year), (1...12).contains(month), (1...31).contains(day) else {
            return false
        }
        let isLeap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
        let lengths = [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
        return day <= lengths[month - 1]
    }

    /// `2020-09-30`
    static func text(_ year: Int, _ month: Int, _ day: Int) -> String {
        func padded(_ value: Int, _ width: Int) -> String {
            let digits = "\(value)"
            return String(repeating: "0", count: max(0, width - digits.utf8.count)) + digits
        }
        return "\(padded(year, 4))-\(padded(month, 2))-\(padded(day, 2))"
    }
}
