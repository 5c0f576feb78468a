/// What takes the events of an ``XMLScanner``. An error thrown here ends the scan and comes out of it.
package protocol XMLSink: AnyObject {
    func start(_ name: XMLName, _ attributes: borrowing XMLAttributes) throws
    func end(_ name: XMLName) throws
    /// Character data in pieces as they come, CDATA and white space included, as UTF-8.
    func text(_ bytes: Span<UInt8>) throws
}
