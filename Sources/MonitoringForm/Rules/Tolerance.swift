/// How far amounts may be apart that rounding alone sets apart (`design/rules.md`: half a unit in the last
/// decimal stated).
enum Tolerance {
    /// How much `stated` is above `reference` beyond rounding: positive, negative, or 0 where they agree.
    ///
    /// The one with fewer decimals is the rounded one.
    static func difference(_ stated: ExactDecimal, from reference: ExactDecimal) -> Int {
        difference(stated, fromSumOf: [reference])
    }

    /// The same for a sum. Where all have decimals each was rounded by itself, and their halves add up; whole
    /// numbers are exact.
    static func difference(_ stated: ExactDecimal, fromSumOf addends: [ExactDecimal]) -> Int {
        guard let sum = ExactDecimal.sum(addends), let difference = stated.subtracting(sum),
            difference != .zero
        else { return 0 }
        let sumDecimals = addends.map(\.fractionDigits).max() ?? 0
        let decimals = min(stated.fractionDigits, sumDecimals)
        let rounded =
            decimals == 0 || addends.count == 1
            ? 1 : (addends + [stated]).count { $0.fractionDigits > 0 }
        let allowed = ExactDecimal(
            digits: UInt128(rounded * 5), exponent: -decimals - 1, isNegative: false)
        guard difference.magnitude > allowed else { return 0 }
        return difference.isNegative ? -1 : 1
    }
}

/// All values that a rounded figure may stand for.
struct RoundedFigure {
    let low: Double
    let high: Double

    /// - Parameter decimals: digits behind the point that the figure is stated with; nil for an exact one.
    init(_ value: ExactDecimal, decimals: Int?) {
        var half = 0.0
        if let decimals {
            half = 0.5
            for _ in 0..<min(decimals, 30) { half /= 10 }
        }
        low = value.approximate - half
        high = value.approximate + half
    }
}
