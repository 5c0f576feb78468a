/// Returns of one complex, one for each quarter.
///
/// All returns of a complex share one: it is asked for a few quarters, never copied.
package struct ReturnHistory: Sendable {
    /// Quarters that rules look back at most: who had a figure or a work ten years ago tells little of today's.
    package static let reach = 40

    private let own: Timeline
    /// Of the same complex under another name; its own returns count first.
    private let other: Timeline

    /// - Parameter returns: the first of each quarter counts; those without one are left out.
    package init(_ returns: [Return] = []) {
        own = Timeline(returns)
        other = Timeline([])
    }

    /// A history with the returns that another has of further quarters.
    package init(_ own: ReturnHistory, and other: ReturnHistory) {
        self.own = own.own
        self.other = other.own
    }

    package subscript(period: Period?) -> Return? {
        guard let period else { return nil }
        return own[period] ?? other[period]
    }

    package var earliest: Period? {
        [own.periods.first, other.periods.first].compactMap(\.self).min()
    }

    /// Those before a quarter, latest first, as far as rules look back.
    func before(_ period: Period?) -> [Return] {
        guard let period else { return [] }
        return returns(ReturnHistory.reach, upTo: period).reversed()
    }

    /// Some returns by quarter, earliest first: the last ones, or those through a quarter, with the first ones behind
    /// it where there are fewer.
    package func latest(_ count: Int, through period: Period? = nil) -> [Return] {
        let end = period?.next
        let before = returns(count, upTo: end)
        guard let end else { return before }
        return before + returns(count - before.count, from: end)
    }

    private func returns(_ count: Int, upTo period: Period?) -> [Return] {
        let own = own.returns(count, upTo: period)
        return other.isEmpty
            ? Array(own)
            : Array(Timeline(own + other.returns(count, upTo: period)).all.suffix(count))
    }

    private func returns(_ count: Int, from period: Period) -> [Return] {
        let own = own.returns(count, from: period)
        return other.isEmpty
            ? Array(own)
            : Array(Timeline(own + other.returns(count, from: period)).all.prefix(count))
    }
}

/// Returns by quarter, earliest first.
private struct Timeline: Sendable {
    let periods: [Period]
    let all: [Return]

    var isEmpty: Bool { all.isEmpty }

    /// - Parameter returns: the first of each quarter counts.
    init(_ returns: some Collection<Return>) {
        var seen = Set<Period>()
        let dated = returns.compactMap { item -> (period: Period, item: Return)? in
            guard let period = item.period, seen.insert(period).inserted else { return nil }
            return (period, item)
        }.sorted { $0.period < $1.period }
        periods = dated.map(\.period)
        all = dated.map(\.item)
    }

    subscript(period: Period) -> Return? {
        let place = place(of: period)
        return periods.indices.contains(place) && periods[place] == period ? all[place] : nil
    }

    /// The last ones before a quarter, or of all.
    func returns(_ count: Int, upTo period: Period?) -> ArraySlice<Return> {
        all[..<(period.map(place(of:)) ?? all.count)].suffix(count)
    }

    /// The first ones from a quarter on.
    func returns(_ count: Int, from period: Period) -> ArraySlice<Return> {
        all[place(of: period)...].prefix(count)
    }

    /// How many are before a quarter.
    private func place(of period: Period) -> Int {
        var (low, high) = (0, periods.count)
        while low < high {
            let middle = (low + high) / 2
            if periods[middle] < period { low = middle + 1 } else { high = middle }
        }
        return low
    }
}
