/// One table of a styles part (ISO/IEC 29500-1, 18.8): the markup of its items, appended ones included.
struct StyleItems {
    let name: String
    /// Nil where the part has no such table.
    let element: Int?
    private(set) var items: [[UInt8]]
    private var numbers: [[UInt8]: Int] = [:]
    private let item: String
    private let prefix: String
    /// Items that the part has, and those that a table made anew begins with.
    private let (present, given): (Int, Int)

    /// - Parameter defaults: markup without prefixes, for a part that has no such table.
    init(_ name: String, of item: String, in part: PartEditor, defaults: [String] = []) {
        self.name = name
        self.item = item
        let prefix = part[part.root].tag.prefix
        self.prefix = prefix
        let element = part.child(of: part.root, named: name)
        self.element = element
        if let element {
            items = part.children(of: element, named: item).map { Array(part.markup(of: $0)) }
            present = items.count
        } else {
            items = defaults.map { Array(StyleItems.prefixed($0, prefix).utf8) }
            present = 0
        }
        given = items.count
        for (index, markup) in items.enumerated() where numbers[markup] == nil {
            numbers[markup] = index
        }
    }

    private static func prefixed(_ markup: String, _ prefix: String) -> String {
        markup.replacing("</", with: "\u{0}").replacing("<", with: "<\(prefix)")
            .replacing("\u{0}", with: "</\(prefix)")
    }

    func index(known markup: [UInt8]) -> Int? { numbers[markup] }

    /// The index of an item, which is appended where it is not there yet.
    mutating func index(of markup: [UInt8]) -> Int {
        if let known = numbers[markup] { return known }
        numbers[markup] = items.count
        items.append(markup)
        return items.count - 1
    }

    /// - Parameter content: the markup within the item.
    mutating func index(ofContent content: String) -> Int {
        index(of: Array("<\(prefix)\(item)>\(content)</\(prefix)\(item)>".utf8))
    }

    /// Whether anything was appended.
    var hasNew: Bool { items.count > given }

    /// What the part does not have yet.
    var missing: ArraySlice<[UInt8]> { items.dropFirst(present) }
}
