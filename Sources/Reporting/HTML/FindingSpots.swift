import MonitoringForm

/// Where on the drawn form a finding belongs.
enum FormSpot: Hashable {
    case leaf(ReturnLeaf)
    /// A row as a whole.
    case indicator(Int)
    case work(Int)
}

/// Findings of one return by their spots; each is in one place.
struct PlacedFindings {
    private(set) var bySpot: [FormSpot: [Finding]] = [:]
    /// Of what the form has no place for.
    private(set) var elsewhere: [Finding] = []

    mutating func add(_ finding: Finding, at spot: FormSpot?) {
        if let spot { bySpot[spot, default: []].append(finding) } else { elsewhere.append(finding) }
    }

    var all: [Finding] { elsewhere + bySpot.values.flatMap { $0 } }
}

/// The spots of a form by their paths in a return.
struct FindingSpots {
    private let leaves: LeafIndex
    private var rows: [String: FormSpot] = [:]

    init(_ form: FormDefinition) {
        leaves = LeafIndex(form)
        let paths = ReturnPaths(form)
        for index in form.indicators.indices { rows[paths.indicator(index)] = .indicator(index) }
        for index in form.construction.works.indices { rows[paths.work(index)] = .work(index) }
    }

    func spot(ofPath path: String) -> FormSpot? {
        leaves.leaf(at: path).map { .leaf($0) } ?? rows[path]
    }
}
