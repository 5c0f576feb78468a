/// A growing run of plain values whose storage stays from part to part.
///
/// An array would check for shared storage at each write. Debug builds check each position.
@safe final class Pile<Element: BitwiseCopyable> {
    private var base: UnsafeMutablePointer<Element>
    private var capacity: Int
    private(set) var count = 0

    init(capacity: Int) {
        self.capacity = capacity
        unsafe base = .allocate(capacity: capacity)
    }

    deinit { unsafe base.deallocate() }

    /// The values in order; void after the next ``append(_:)``.
    var start: UnsafeMutablePointer<Element> { unsafe base }

    @inline(__always)
    subscript(index: Int) -> Element {
        get {
            assert(index >= 0 && index < count)
            return unsafe base[index]
        }
        set {
            assert(index >= 0 && index < count)
            unsafe base[index] = newValue
        }
    }

    @inline(__always)
    func append(_ element: Element) {
        if count == capacity { grow(to: count &+ 1) }
        unsafe (base + count).initialize(to: element)
        count &+= 1
    }

    @unsafe
    @inline(__always)
    func append(contentsOf elements: UnsafePointer<Element>, count added: Int) {
        if count &+ added > capacity { grow(to: count + added) }
        unsafe (base + count).initialize(from: elements, count: added)
        count &+= added
    }

    /// Makes room for as many values in all.
    func reserve(_ needed: Int) {
        if needed > capacity { grow(to: needed) }
    }

    /// Keeps the first `count` values.
    @inline(__always)
    func truncate(to count: Int) {
        assert(count <= self.count)
        self.count = count
    }

    private func grow(to needed: Int) {
        capacity = max(capacity * 2, needed)
        let larger = UnsafeMutablePointer<Element>.allocate(capacity: capacity)
        unsafe larger.initialize(from: base, count: count)
        unsafe base.deallocate()
        unsafe base = larger
    }
}
