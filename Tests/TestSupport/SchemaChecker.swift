/// Holds JSON against a JSON Schema (2020-12), as far as the keywords of our own schema go.
///
/// A keyword that it does not know is a problem too: nothing passes because nobody looked.
import Foundation

package struct SchemaChecker {
    package struct NoObject: Error {}

    private let schema: [String: Any]

    package init(_ bytes: [UInt8]) throws {
        guard let object = try JSONSerialization.jsonObject(with: Data(bytes)) as? [String: Any]
        else { throw NoObject() }
        schema = object
    }

    /// What is wrong with a document, each with its place.
    package func problems(_ bytes: [UInt8]) throws -> [String] {
        try SchemaChecker.problems(
            JSONSerialization.jsonObject(with: Data(bytes), options: .fragmentsAllowed), schema, "")
    }

    private static func problems(
        _ value: Any, _ schema: [String: Any], _ place: String
    ) throws -> [String] {
        var found: [String] = []
        for (keyword, wanted) in schema {
            switch keyword {
            case "$schema", "$id", "title": break
            case "type":
                let names = wanted as? [String] ?? [wanted as? String ?? ""]
                if !names.contains(type(of: value)) { found.append("\(place): type") }
            case "const":
                if text(value) != text(wanted) { found.append("\(place): const") }
            case "enum":
                let choices = wanted as? [Any] ?? []
                if !choices.contains(where: { text($0) == text(value) }) {
                    found.append("\(place): enum")
                }
            case "pattern":
                guard let text = value as? String, let pattern = wanted as? String else { break }
                if try Regex(pattern).firstMatch(in: text) == nil {
                    found.append("\(place): pattern")
                }
            case "required":
                let members = value as? [String: Any] ?? [:]
                for name in wanted as? [String] ?? [] where members[name] == nil {
                    found.append("\(place)/\(name): required")
                }
            case "properties":
                let members = value as? [String: Any] ?? [:]
                for (name, schema) in wanted as? [String: [String: Any]] ?? [:] {
                    guard let member = members[name] else { continue }
                    found += try problems(member, schema, "\(place)/\(name)")
                }
            case "additionalProperties":
                let known = schema["properties"] as? [String: Any] ?? [:]
                for name in (value as? [String: Any] ?? [:]).keys where known[name] == nil {
                    found.append("\(place)/\(name): additionalProperties")
                }
            case "items":
                for (index, element) in (value as? [Any] ?? []).enumerated() {
                    found += try problems(
                        element, wanted as? [String: Any] ?? [:], "\(place)/\(index)")
                }
            default: found.append("\(place): unknown keyword \(keyword)")
            }
        }
        return found.sorted()
    }

    private static func type(of value: Any) -> String {
        switch value {
        case is NSNull: "null"
        case is String: "string"
        case is [Any]: "array"
        case is [String: Any]: "object"
        default: "number"
        }
    }

    /// A text or null, ready to be compared.
    private static func text(_ value: Any) -> String? { value as? String }
}
