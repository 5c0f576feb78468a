import MonitoringForm
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

    @Test("A patch prints as it was read")
    func prints() throws {
        let text = "[\n  {\"op\":\"test\",\"path\":\"/a~1b\",\"value\":1.50}\n]\n"
        let patch = try JSONPatch(JSONParser.parse(Array(text.utf8)))
        #expect(String(decoding: patch.json, as: UTF8.self) == text)
    }
}
