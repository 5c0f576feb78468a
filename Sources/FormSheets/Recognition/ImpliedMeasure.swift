import MonitoringForm

/// What the name or the title of a sheet says of all its figures: 累计, 本季度同比增长.
struct ImpliedMeasure {
    /// Whether they are sums since January.
    var isCumulative = false
    /// Whether they are growths.
    var isGrowth = false
    /// Whether a part of the title is the label of a measure and nothing else.
    var isExact = false

    /// The figure of a table whose labels do not say which it holds.
    var measure: Measure {
        let figure: Measure = isCumulative ? .cumulative : .quarter
        return isGrowth ? figure.itsGrowth : figure
    }

    init() {}

    /// - Parameter titles: the sheet's name, and the texts above its tables.
    init(_ titles: [String], _ matcher: LabelMatcher) {
        for title in titles where title.utf8.count <= 300 {
            // 监测指标：本季度数据同比增长（%）, 季度监测表（累计同比增长）
            let parts = title.split { "：:（(）)－—-".contains($0) }
            for part in parts {
                let label = matcher.match(String(part))
                guard label.termSet.has([.periods, .growth]), label.text.year == nil,
                    !label.termSet.has([.keys, .headers, .identity, .ignoredMeasure])
                else { continue }
                isExact = true
                isGrowth = isGrowth || label.termSet.has(.growth)
                isCumulative = isCumulative || label.termSet.has(.cumulative)
            }
        }
    }
}
