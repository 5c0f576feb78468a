extension [UInt8] {
    /// Appends bytes that are only borrowed, in one go.
    package mutating func append(borrowed bytes: Span<UInt8>) {
        unsafe bytes.withUnsafeBufferPointer { unsafe append(contentsOf: $0) }
    }
}
