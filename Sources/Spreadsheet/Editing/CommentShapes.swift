import XMLStream
import ZipContainer

/// The boxes of comments in a VML drawing (ISO/IEC 29500-4, 19; without one a comment is not shown).
///
/// Looked at as bytes, not as XML: what Excel has written there over the years is not always well-formed.
struct CommentShapes {
    /// The prefixes that every program uses.
    private static let prefixes = [
        ("v", "urn:schemas-microsoft-com:vml"), ("o", "urn:schemas-microsoft-com:office:office"),
        ("x", "urn:schemas-microsoft-com:office:excel"),
    ]

    private let bytes: [UInt8]
    private let rootEnd: Int
    private var removals: [Splice] = []
    private var added: [UInt8] = []
    private var nextID: Int

    /// - Throws: `refusedEdit` where the part is not what programs write.
    init(_ bytes: [UInt8], part: PartName) throws(SpreadsheetError) {
        self.bytes = bytes
        guard let end = CommentShapes.lastRange(of: "</xml>", in: bytes)?.lowerBound,
            CommentShapes.prefixes.allSatisfy({ prefix, uri in
                CommentShapes.contains("xmlns:\(prefix)=\"\(uri)\"", in: bytes)
                    || CommentShapes.contains("xmlns:\(prefix)='\(uri)'", in: bytes)
            })
        else {
            throw SpreadsheetError(.refusedEdit, reason: "vmlDrawing", part: part.text)
        }
        rootEnd = end
        // Numbers of shapes lie in blocks of 1,024, which `idmap` claims for this drawing.
        var last = 0
        for range in CommentShapes.ranges(of: "_x0000_s", in: bytes) {
            last = max(last, CommentShapes.number(in: bytes, from: range.upperBound))
        }
        if last == 0 {
            var block = 1
            if let range = CommentShapes.ranges(of: "data=\"", in: bytes).first {
                block = max(1, CommentShapes.number(in: bytes, from: range.upperBound))
            }
            last = block * 1024
        }
        nextID = last + 1
    }

    /// Adds the box of a comment.
    mutating func add(_ comment: CellComment) {
        var xml = XMLWriter()
        if added.isEmpty, !CommentShapes.contains("id=\"_x0000_t202\"", in: bytes) {
            xml.markup(CommentDrawing.shapeType)
        }
        CommentDrawing.shape(nextID, 1, comment, CommentShapes.sizes, to: &xml)
        xml.withBytes { added.append(borrowed: $0) }
        nextID += 1
    }

    var splices: [Splice] {
        added.isEmpty ? removals : removals + [Splice(at: rootEnd, inserting: added)]
    }

    /// Columns and rows as they are unless told otherwise: a box somewhat off its place is no harm.
    private static let sizes = CellSizes(columns: [], defaultRowHeight: 15, rowHeights: [:])

    /// Takes out the boxes of comments at these cells.
    ///
    /// - Returns: whether no shape is left.
    mutating func remove(_ cells: Set<CellReference>) -> Bool {
        var rest = 0
        let starts = CommentShapes.ranges(of: "<v:shape ", in: bytes)
        var ends = CommentShapes.ranges(of: "</v:shape>", in: bytes)[...]
        for (index, start) in starts.enumerated() {
            ends = ends.drop { $0.lowerBound < start.upperBound }
            // Shapes do not stand within one another: one that ends behind the next one's beginning is empty
            // or broken, and stays.
            let next = index + 1 < starts.count ? starts[index + 1].lowerBound : bytes.count
            if let end = ends.first, end.lowerBound < next,
                case let shape = start.lowerBound..<end.upperBound,
                let cell = CommentShapes.cell(of: bytes[shape]), cells.contains(cell)
            {
                removals.append(Splice(removing: shape))
            } else {
                rest += 1
            }
        }
        return rest == 0
    }

    /// The cell whose comment a shape is for.
    private static func cell(of shape: ArraySlice<UInt8>) -> CellReference? {
        let shape = Array(shape)
        guard contains("ObjectType=\"Note\"", in: shape),
            let row = ranges(of: "<x:Row>", in: shape).first,
            let column = ranges(of: "<x:Column>", in: shape).first
        else { return nil }
        return CellReference(
            row: number(in: shape, from: row.upperBound),
            column: number(in: shape, from: column.upperBound))
    }

    // MARK: Bytes

    private static func ranges(of text: String, in bytes: [UInt8]) -> [Range<Int>] {
        var found: [Range<Int>] = []
        var position = 0
        while let range = firstRange(of: text, in: bytes, from: position) {
            found.append(range)
            position = range.upperBound
        }
        return found
    }

    private static func firstRange(
        of text: String, in bytes: [UInt8], from start: Int
    ) -> Range<Int>? {
        let text = Array(text.utf8)
        var index = start
        while index + text.count <= bytes.count {
            if bytes[index] == text[0], bytes[index..<index + text.count].elementsEqual(text) {
                return index..<index + text.count
            }
            index += 1
        }
        return nil
    }

    private static func lastRange(of text: String, in bytes: [UInt8]) -> Range<Int>? {
        ranges(of: text, in: bytes).last
    }

    private static func contains(_ text: String, in bytes: [UInt8]) -> Bool {
        firstRange(of: text, in: bytes, from: 0) != nil
    }

    private static func number(in bytes: [UInt8], from start: Int) -> Int {
        let digits = bytes[start...].prefix(9).prefix {
            $0 >= UInt8(ascii: "0") && $0 <= UInt8(ascii: "9")
        }
        return Int(String(decoding: digits, as: UTF8.self)) ?? 0
    }

    // MARK: Markup

    /// - Parameter block: a number that no other drawing of the workbook has.
    static func emptyPart(block: Int) -> [UInt8] {
        Array(
            """
            <xml xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" \
            xmlns:x="urn:schemas-microsoft-com:office:excel"><o:shapelayout v:ext="edit"><o:idmap v:ext="edit" data="\(block)"/>\
            </o:shapelayout></xml>
            """.utf8)
    }
}
