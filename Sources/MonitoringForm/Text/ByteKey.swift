/// A text as a dictionary key, compared byte by byte.
///
/// `String` compares by canonical equivalence, which normalises every Han character each time it is hashed;
/// labels are looked up by the hundred thousand and are the same bytes or another label.
package struct ByteKey: Hashable {
    package let text: String

    package init(_ text: String) { self.text = text }

    package static func == (left: ByteKey, right: ByteKey) -> Bool {
        TextFolding.isSame(left.text, right.text)
    }

    package func hash(into hasher: inout Hasher) {
        let isHashed: Void? = text.utf8.withContiguousStorageIfAvailable { bytes in
            hasher.combine(bytes: UnsafeRawBufferPointer(bytes))
        }
        if isHashed == nil { for byte in text.utf8 { hasher.combine(byte) } }
    }
}
