import MonitoringForm
import TestSupport
import Testing

/// The operations of RFC 6902, with examples of its appendix A.
@Suite("JSON Patch") struct JSONPatchTests {
    private func apply(_ patch: String, to document: String) throws -> JSONValue {
        let patch = try JSONPatch(JSONParser.parse(Array(patch.utf8)))
        return try patch.applied(to: JSONParser.parse(Array(document.utf8)))
    }

    @Test(
        "Values are tested, replaced, added, moved and copied",
        arguments: [
            (
                #"[{"op":"add","path":"/baz","value":"qux"}]"#, #"{"foo":1}"#,
                #"{"foo":1,"baz":"qux"}"#
            ),
            (#"[{"op":"add","path":"/a/1","value":9}]"#, #"{"a":[1,2]}"#, #"{"a":[1,9,2]}"#),
            (#"[{"op":"add","path":"/a/-","value":9}]"#, #"{"a":[1,2]}"#, #"{"a":[1,2,9]}"#),
            (#"[{"op":"replace","path":"/a/1","value":9}]"#, #"{"a":[1,2]}"#, #"{"a":[1,9]}"#),
            (#"[{"op":"test","path":"/a","value":1.0}]"#, #"{"a":1}"#, #"{"a":1}"#),
            (
                #"[{"op":"test","path":"/a~1b","value":{"y":1,"x":2}}]"#, #"{"a/b":{"x":2,"y":1}}"#,
                #"{"a/b":{"x":2,"y":1}}"#
            ),
            (#"[{"op":"replace","path":"","value":[]}]"#, #"{"a":1}"#, "[]"),
            (#"[{"op":"replace","path":"/~01","value":2}]"#, #"{"~1":1}"#, #"{"~1":2}"#),
        ])
    func operations(patch: String, document: String, wanted: String) throws {
        #expect(try apply(patch, to: document) == JSONParser.parse(Array(wanted.utf8)))
    }

    @Test("A member that is removed stays, as null")
    func removal() throws {
        let removed = try apply(#"[{"op":"remove","path":"/a"}]"#, to: #"{"a":1,"b":2}"#)
        #expect(try removed == JSONParser.parse(Array(#"{"a":null,"b":2}"#.utf8)))
    }

    @Test(
        "Places that are not there, and tests that fail, are errors of their operation",
        arguments: [
            #"[{"op":"replace","path":"/x","value":1}]"#, #"[{"op":"test","path":"/a","value":2}]"#,
            #"[{"op":"remove","path":"/a/b"}]"#, #"[{"op":"add","path":"/c/d","value":1}]"#,
            #"[{"op":"add","path":"/l/01","value":1}]"#, #"[{"op":"add","path":"/l/3","value":1}]"#,
        ])
    func failures(patch: String) {
        #expect(throws: JSONPatch.Failure.self) { try apply(patch, to: #"{"a":1,"l":[1]}"#) }
    }

    @Test(
        "What is no patch is refused",
        arguments: [
            "{}", "[1]", #"[{"op":"change","path":"/a"}]"#, #"[{"op":"test","path":"/a"}]"#,
            #"[{"op":"test","path":"a","value":1}]"#, #"[{"op":"move","from":"/a","path":"/b"}]"#,
            #"[{"op":"copy","from":"/a","path":"/b"}]"#,
            #"[{"op":"test","path":"/a~2","value":1}]"#,
        ])
    func malformed(patch: String) {
        #expect(throws: JSONPatch.Failure.self) { try apply(patch, to: #"{"a":1}"#) }
    }

    @Test("The elements that a patch names are known where it looks at nothing else")
    func positions() throws {
        func positions(_ paths: String...) throws -> Set<Int>? {
            JSONPatch(
                try paths.map { path in
                    .init(.test, try #require(JSONPointer(text: path)), .null)
                }
            ).positions(in: "list")
        }
        #expect(try positions("/list/3/a", "/list/0", "/list/3") == [0, 3])
        #expect(try positions() == [])
        for other in ["", "/list", "/list/-", "/list/01", "/other/1", "/a/list/1"] {
            #expect(try positions("/list/3/a", other) == nil)
        }
    }

    @Test("A patch prints as it was read")
    func prints() throws {
        let text = "[\n  {\"op\":\"test\",\"path\":\"/a~1b\",\"value\":1.50}\n]\n"
        let patch = try JSONPatch(JSONParser.parse(Array(text.utf8)))
        #expect(String(decoding: patch.json, as: UTF8.self) == text)
    }

    @Test("Many operations on many members and elements take no longer than they are many")
    func manyOperations() throws {
        let count = 20_000
        func patch(_ operation: (Int) -> String) -> String {
            "[" + (0..<count).map(operation).joined(separator: ",") + "]"
        }
        let members = try apply(
            patch { #"{"op":"add","path":"/k\#($0)","value":\#($0)}"# }, to: "{}")
        #expect(members.members?.count == count)
        #expect(members["k7"] == .number("7"))
        let elements = try apply(
            patch { #"{"op":"add","path":"/0","value":\#($0)}"# }, to: "[null]")
        #expect(elements.elements?.count == count + 1)
        #expect(elements.elements?.first == .number("\(count - 1)"))
        #expect(elements.elements?.last == .null)
        let last = try apply(
            patch { #"{"op":"test","path":"/k\#($0)","value":\#($0).0}"# },
            to: "{" + (0..<count).map { "\"k\($0)\":\($0)" }.joined(separator: ",") + "}")
        #expect(last.members?.count == count)
    }

    @Test("Elements are put between thousands of others where they are told to be")
    func elements() throws {
        var wanted = Array(0..<3_000)
        var operations: [String] = []
        var random = SeededRandom(seed: 1)
        for value in 3_000..<6_000 {
            let place = Int.random(in: 0...wanted.count, using: &random)
            let isAdded = place == wanted.count || Bool.random(using: &random)
            if isAdded { wanted.insert(value, at: place) } else { wanted[place] = value }
            let kind = isAdded ? "add" : "replace"
            operations.append(#"{"op":"\#(kind)","path":"/\#(place)","value":\#(value)}"#)
            operations.append(#"{"op":"test","path":"/\#(place)","value":\#(value)}"#)
        }
        let document = "[" + (0..<3_000).map(String.init).joined(separator: ",") + "]"
        let result = try apply("[" + operations.joined(separator: ",") + "]", to: document)
        #expect(result == .array(wanted.map { .number("\($0)") }))
    }

    @Test("Objects of thousands of members are compared in any order")
    func bigObjects() throws {
        let members = (0..<20_000).map { "\"k\($0)\":\($0)" }
        let object = "{" + members.joined(separator: ",") + "}"
        let turned = "{" + members.reversed().joined(separator: ",") + "}"
        _ = try apply(#"[{"op":"test","path":"","value":\#(turned)}]"#, to: object)
        let opened = #"{"op":"test","path":"/k1","value":1}"#
        _ = try apply(#"[\#(opened),{"op":"test","path":"","value":\#(turned)}]"#, to: object)
        let other = object.replacing("\"k777\":777,", with: "\"k777\":778,")
        #expect(throws: JSONPatch.Failure.self) {
            try apply(#"[\#(opened),{"op":"test","path":"","value":\#(turned)}]"#, to: other)
        }
    }

    @Test("Of members with one name the last is changed, and all stay")
    func twins() throws {
        let result = try apply(
            #"[{"op":"replace","path":"/a","value":3},{"op":"add","path":"/a","value":4}]"#,
            to: #"{"a":1,"b":0,"a":2}"#)
        #expect(try result == JSONParser.parse(Array(#"{"a":1,"b":0,"a":4}"#.utf8)))
    }
}
