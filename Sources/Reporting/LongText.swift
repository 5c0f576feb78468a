/// Texts that are shown again and again, and may have megabytes.
extension String {
    /// The beginning of a text, with … for the rest.
    ///
    /// - Parameter longest: scalars, since one character may have any number of them.
    func shortened(to longest: Int) -> String {
        guard utf8.count > longest, unicodeScalars.count > longest else { return self }
        return String(unicodeScalars.prefix(longest)) + "…"
    }
}
