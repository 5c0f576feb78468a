import Dispatch
import Synchronization

/// Inflates an entry on a thread of its own, a few pieces ahead of whoever takes them on the caller's.
///
/// The pieces, their order and the errors between them are those of inflating in place. What waits is bounded:
/// the other thread is held up when it is ``waitingLimit`` pieces ahead.
final class InflateLane: Sendable {
    private struct State {
        var ready: [[UInt8]] = []
        /// Buffers to be used again.
        var spare: [[UInt8]] = []
        var failure: ZipError?
        var checksum: UInt32 = 0
        var isCancelled = false
    }

    private static let waitingLimit = 8

    private let state = Mutex(State())
    /// Begins at zero, since a semaphore must not end below its first value.
    private let room = DispatchSemaphore(value: 0)
    /// Counts pieces that are ready, and once the end.
    private let arrivals = DispatchSemaphore(value: 0)

    private init() { for _ in 0..<InflateLane.waitingLimit { room.signal() } }

    /// - Parameter size: bytes that may come out; more are `sizeMismatch`.
    /// - Returns: the checksum of what came out.
    static func inflate(
        _ data: ArraySlice<UInt8>, size: Int, accept: (Span<UInt8>) throws -> Void
    ) throws -> UInt32 {
        let lane = InflateLane()
        // A queue of its own gets a thread even while all others of the pool are at work, or wait for one.
        DispatchQueue(label: "jiance.inflate").async { lane.produce(data, size: size) }
        return try lane.consume(accept)
    }

    private func produce(_ data: ArraySlice<UInt8>, size: Int) {
        var checksum = CRC32()
        var total = 0
        var failure: ZipError?
        do {
            try Inflater().inflate(data.span) { piece in
                total += piece.count
                guard total <= size else { throw ZipError(.sizeMismatch) }
                checksum.update(piece)
                room.wait()
                var buffer = state.withLock { $0.spare.popLast() } ?? []
                buffer.removeAll(keepingCapacity: true)
                buffer.append(borrowed: piece)
                let isCancelled = state.withLock { state in
                    state.ready.append(buffer)
                    return state.isCancelled
                }
                arrivals.signal()
                if isCancelled { throw ZipError(.badData) }
            }
        } catch {
            failure = error as? ZipError ?? ZipError(.badData)
        }
        state.withLock { state in
            state.failure = failure
            state.checksum = checksum.value
        }
        arrivals.signal()
    }

    private func consume(_ accept: (Span<UInt8>) throws -> Void) throws -> UInt32 {
        while true {
            arrivals.wait()
            let piece = state.withLock { $0.ready.isEmpty ? nil : $0.ready.removeFirst() }
            guard let piece else { break }
            do {
                try accept(piece.span)
            } catch {
                // The other thread sees it with its next piece, and ends.
                state.withLock { $0.isCancelled = true }
                room.signal()
                throw error
            }
            state.withLock { $0.spare.append(piece) }
            room.signal()
        }
        return try state.withLock { state in
            if let failure = state.failure { throw failure }
            return state.checksum
        }
    }
}
