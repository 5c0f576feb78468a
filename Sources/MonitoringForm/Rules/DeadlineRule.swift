/// The return is dated after the day it was due (work plan, 四（二）).
struct DeadlineRule: ReturnRule {
    func check(_ subject: RuleSubject, _ tell: (Violation) -> Void) {
        guard let period = subject.item.period, let date = subject.item.reporting.date,
            let due = period.due(day: subject.form.rules.deadlineDay), due < date
        else { return }
        tell(
            Violation(
                .overdue, .identity(.date),
                Finding.Detail(quoted: date.description, to: due.description)))
    }
}

extension Period {
    /// A day of the month that follows the quarter.
    func due(day: Int) -> CivilDate? {
        quarter == 4
            ? CivilDate(year: year + 1, month: 1, day: day)
            : CivilDate(year: year, month: quarter * 3 + 1, day: day)
    }
}
