import XMLStream
import ZipContainer

/// Collects edits of one small part: its bytes, its elements, and what becomes of them.
final class PartEditor {
    typealias Element = MarkupOutline.Element

    let name: PartName
    let bytes: [UInt8]
    private let outline: MarkupOutline
    private var appended: [Int: [UInt8]] = [:]
    private var attributes: [Int: [(name: String, value: String?)]] = [:]
    private var others: [Splice] = []

    /// Parts that are edited whole; styles are the largest of them.
    private static let sizeLimit = 64 << 20
    private static let elementLimit = 1_000_000

    convenience init(_ name: PartName, in package: OfficePackage) throws(SpreadsheetError) {
        let bytes = try package.data(of: name, limit: PartEditor.sizeLimit)
        try self.init(name, bytes: bytes, in: package)
    }

    /// A part that is not in the package yet.
    init(
        _ name: PartName, bytes: [UInt8], in package: OfficePackage
    ) throws(SpreadsheetError) {
        self.name = name
        self.bytes = bytes
        var outline: MarkupOutline?
        try package.scan(bytes, as: name) { window in
            let sink = MarkupOutline(window: window, limit: PartEditor.elementLimit)
            outline = sink
            return sink
        }
        guard let outline, !outline.elements.isEmpty else {
            throw SpreadsheetError(.corrupt, reason: "malformed", part: name.text)
        }
        self.outline = outline
    }

    // MARK: Looking

    /// The number of the root element.
    var root: Int { 0 }

    subscript(element: Int) -> Element { outline.elements[element] }

    func children(of element: Int, named name: String? = nil) -> [Int] {
        let all = outline.childIndices[element]
        guard let name else { return all }
        return all.filter { outline.elements[$0].localName == name }
    }

    func child(of element: Int, named name: String) -> Int? {
        outline.childIndices[element].first { outline.elements[$0].localName == name }
    }

    func markup(of element: Int) -> ArraySlice<UInt8> { bytes[outline.elements[element].range] }

    /// The characters of an element without its tags.
    func text(of element: Int) -> String {
        var text = ""
        var position = self[element].tag.range.upperBound
        for child in children(of: element) {
            text += MarkupText.decoded(bytes[position..<self[child].range.lowerBound])
            text += self.text(of: child)
            position = self[child].end
        }
        return text + MarkupText.decoded(bytes[position..<max(position, self[element].contentEnd)])
    }

    // MARK: Editing

    /// Adds markup at the end of an element's content.
    func append(_ markup: some Sequence<UInt8>, to element: Int) {
        appended[element, default: []] += markup
    }

    func set(_ attribute: String, to value: String?, of element: Int) {
        attributes[element, default: []].removeAll { $0.name == attribute }
        attributes[element, default: []].append((attribute, value))
    }

    func remove(_ element: Int) { others.append(Splice(removing: self[element].range)) }

    func insert(_ markup: some Sequence<UInt8>, at offset: Int) {
        others.append(Splice(at: offset, inserting: Array(markup)))
    }

    func replace(_ range: Range<Int>, with markup: some Sequence<UInt8>) {
        others.append(Splice(range, Array(markup)))
    }

    /// Inserts a child at its place in a sequence of the schema: behind the last one that comes before it.
    ///
    /// - Parameter before: local names of the elements that precede it.
    func insertChild(_ markup: some Sequence<UInt8>, of element: Int, after before: Set<String>) {
        let last = children(of: element).last { before.contains(self[$0].localName) }
        if let last {
            insert(markup, at: self[last].end)
        } else if self[element].tag.isEmpty {
            append(markup, to: element)
        } else {
            insert(markup, at: self[element].tag.range.upperBound)
        }
    }

    /// Raises a counting attribute, where it is there and a number.
    func raise(_ attribute: String, of element: Int, by number: Int) {
        guard let count = self[element].tag.count(attribute, raisedBy: number) else { return }
        set(attribute, to: "\(count)", of: element)
    }

    /// All edits so far.
    var splices: [Splice] {
        var splices = others
        for (element, changes) in attributes.sorted(by: { $0.key < $1.key }) {
            splices += changes.compactMap { self[element].tag.setting($0.name, to: $0.value) }
        }
        for (element, markup) in appended.sorted(by: { $0.key < $1.key }) {
            let tag = self[element].tag
            splices.append(
                tag.isEmpty
                    ? tag.filling(with: markup)
                    : Splice(at: self[element].contentEnd, inserting: markup))
        }
        return splices
    }
}
