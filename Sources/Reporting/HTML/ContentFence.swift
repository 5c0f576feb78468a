import Crypto

/// The Content-Security-Policy of the page: nothing is loaded, and nothing runs but its own script.
enum ContentFence {
    static func policy(style: [UInt8], script: [UInt8]) -> String {
        "default-src 'none'; style-src 'sha256-\(digest(style))'; "
            + "script-src 'sha256-\(digest(script))'; base-uri 'none'; form-action 'none'"
    }

    private static func digest(_ bytes: [UInt8]) -> String {
        base64(Array(SHA256.hash(data: bytes)))
    }

    /// RFC 4648, section 4.
    static func base64(_ bytes: [UInt8]) -> String {
        let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/")
        var text = ""
        for start in stride(from: 0, to: bytes.count, by: 3) {
            let group = bytes[start..<min(start + 3, bytes.count)]
            let value =
                group.reduce(0) { $0 << 8 | Int($1) } << (8 * (3 - group.count))
            for place in 0..<4 {
                text.append(place > group.count ? "=" : alphabet[value >> (18 - 6 * place) & 63])
            }
        }
        return text
    }
}
