/// What takes the events of an ``XMLScanner``. An error thrown here ends the scan and comes out of it.
package protocol XMLSink: AnyObject {
    func start(_ name: XMLName, _ attributes: borrowing XMLAttributes) throws
    func end(_ name: XMLName) throws
    /// Character data in pieces as they come, CDATA and white space included, as UTF-8.
    func text(_ bytes: Span<UInt8>) throws

    /// Whether ``stretch(_:namespace:)`` is to be asked.
    var takesStretches: Bool { get }
    /// Takes whole elements off the begin of `bytes`, which is markup inside of an element, where it knows them
    /// at sight. What it takes must be well-formed, must hold no more than names of the vocabulary without
    /// declarations, three levels deep, in tags of less than 256 bytes; and it must do with it what the events
    /// would have done.
    ///
    /// - Parameter namespace: that of names without a prefix.
    /// - Returns: how many bytes were taken; the events of what follows come as ever.
    func stretch(_ bytes: Span<UInt8>, namespace: UInt16) throws -> Int
}

extension XMLSink {
    package var takesStretches: Bool { false }
    package func stretch(_ bytes: Span<UInt8>, namespace: UInt16) throws -> Int { 0 }
}
