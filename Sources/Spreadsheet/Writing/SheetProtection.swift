import XMLStream

/// Protection of a sheet without a password (ISO/IEC 29500-1, 18.3.1.85): against slips, not against
/// people. Locked cells cannot be changed; whether one is locked is in its style.
package struct SheetProtection: Sendable {
    /// What stays allowed.
    package enum Action: String, CaseIterable, Sendable {
        case selectLockedCells, selectUnlockedCells, formatCells, formatColumns, formatRows
        case insertColumns, insertRows, insertHyperlinks, deleteColumns, deleteRows, sort
        case autoFilter, pivotTables, objects, scenarios
    }

    package var allowed: Set<Action>

    /// - Parameter allowed: by default the cursor may go everywhere, and nothing else is allowed.
    package init(allowing allowed: Set<Action> = [.selectLockedCells, .selectUnlockedCells]) {
        self.allowed = allowed
    }

    func write(to xml: inout XMLWriter) {
        xml.emptyElement("sheetProtection") { xml in
            xml.attribute("sheet", true)
            // An attribute says that the action is protected; the defaults differ.
            func attribute(_ name: StaticString, _ action: Action, isProtected byDefault: Bool) {
                let isProtected = !allowed.contains(action)
                if isProtected != byDefault { xml.attribute(name, isProtected) }
            }
            attribute("objects", .objects, isProtected: false)
            attribute("scenarios", .scenarios, isProtected: false)
            attribute("formatCells", .formatCells, isProtected: true)
            attribute("formatColumns", .formatColumns, isProtected: true)
            attribute("formatRows", .formatRows, isProtected: true)
            attribute("insertColumns", .insertColumns, isProtected: true)
            attribute("insertRows", .insertRows, isProtected: true)
            attribute("insertHyperlinks", .insertHyperlinks, isProtected: true)
            attribute("deleteColumns", .deleteColumns, isProtected: true)
            attribute("deleteRows", .deleteRows, isProtected: true)
            attribute("selectLockedCells", .selectLockedCells, isProtected: false)
            attribute("sort", .sort, isProtected: true)
            attribute("autoFilter", .autoFilter, isProtected: true)
            attribute("pivotTables", .pivotTables, isProtected: true)
            attribute("selectUnlockedCells", .selectUnlockedCells, isProtected: false)
        }
    }
}
