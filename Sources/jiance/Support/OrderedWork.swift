import Dispatch
import Synchronization

/// Works on items side by side and hands over the results in the order of the items.
///
/// At most a window of results is held back, so that memory does not grow with the number of items.
struct OrderedWork<Result: Sendable> {
    private struct State {
        var next = 0
        var delivered = 0
        var waiting: [Int: Result] = [:]
        var isStopped = false
    }

    /// - Parameters:
    ///   - count: number of items.
    ///   - jobs: threads.
    ///   - worker: made once per thread; works on one item.
    ///   - deliver: gets each result in order, on one thread at a time; false stops the work.
    static func run(
        count: Int, jobs: Int, worker: @Sendable () -> (Int) -> Result,
        deliver: @Sendable (Int, Result) -> Bool
    ) {
        let state = Mutex(State())
        let window = DispatchSemaphore(value: jobs * 32)
        let threads = max(1, min(jobs, count))
        @Sendable func work() {
            let process = worker()
            while true {
                window.wait()
                let index = state.withLock { state -> Int? in
                    guard !state.isStopped, state.next < count else { return nil }
                    defer { state.next += 1 }
                    return state.next
                }
                guard let index else {
                    window.signal()
                    return
                }
                let result = process(index)
                state.withLock { state in
                    state.waiting[index] = result
                    while let ready = state.waiting.removeValue(forKey: state.delivered) {
                        if !state.isStopped, !deliver(state.delivered, ready) {
                            state.isStopped = true
                        }
                        state.delivered += 1
                        window.signal()
                    }
                }
            }
        }
        if threads == 1 {
            work()
        } else {
            DispatchQueue.concurrentPerform(iterations: threads) { _ in work() }
        }
    }
}
