import Dispatch
import Synchronization

/// Maps the numbers below a count to results on several threads.
enum SideBySide {
    /// - Parameter jobs: threads.
    /// - Returns: the results in order.
    static func map<T: Sendable>(
        _ count: Int, jobs: Int, _ result: @escaping @Sendable (Int) -> T
    ) -> [T] {
        // Several ranges a thread, since some take longer than others.
        let ranges = min(count, jobs * 8)
        guard jobs > 1, ranges > 1 else { return (0..<count).map(result) }
        let results = Mutex([[T]](repeating: [], count: ranges))
        DispatchQueue.concurrentPerform(iterations: ranges) { range in
            let part = (count * range / ranges..<count * (range + 1) / ranges).map(result)
            results.withLock { $0[range] = part }
        }
        return results.withLock { $0.flatMap(\.self) }
    }
}
