import Dispatch
import Synchronization

/// The deflating of an archive's entries: at once, or on a thread of its own beside the caller's.
///
/// Pieces go through one after the other either way, so that the bytes that come out are the same. What
/// waits is bounded: the caller is held up when it is ``waitingLimit`` pieces ahead.
final class DeflateLane: Sendable {
    private struct Work {
        let deflater = Deflater()
        var failure: ZipError?

        /// The compressed bytes that a piece brings forth, as far as zlib lets them go.
        mutating func deflate(_ piece: [UInt8], _ ending: DeflateEnding) -> [UInt8] {
            var output: [UInt8] = []
            guard failure == nil else { return output }
            do {
                try deflater.deflate(piece.span, ending: ending) { output.append(borrowed: $0) }
            } catch {
                failure = error as? ZipError ?? ZipError(.deflateFailed)
            }
            return output
        }
    }

    private static let waitingLimit = 8
    /// Bytes of a stream from which on the second thread deflates: less is done before it has woken up.
    private static let concurrentFrom = 1 << 20

    /// Bytes that are gathered before they are deflated: an edit of thousands of cells comes in as many short pieces.
    private static let pieceSize = 1 << 15

    private let gathered = Mutex<[UInt8]>([])
    private let work = Mutex(Work())
    private let ready = Mutex<[UInt8]>([])
    private let queue = DispatchQueue(label: "jiance.deflate")
    private let room = DispatchSemaphore(value: DeflateLane.waitingLimit)

    /// Begins a stream, or goes on in the middle of one; what is left of an earlier one is dropped.
    func begin(
        _ level: DeflateLevel, after context: DeflateContext = DeflateContext()
    ) throws(ZipError) {
        queue.sync {}
        ready.withLock { $0.removeAll() }
        gathered.withLock { $0.removeAll() }
        let failure = work.withLock { work -> ZipError? in
            work.failure = nil
            do throws(ZipError) {
                try work.deflater.begin(level, after: context)
                return nil
            } catch {
                return error
            }
        }
        if let failure { throw failure }
    }

    /// Deflates a piece, on the other thread where the stream is long.
    ///
    /// - Parameter position: bytes of the stream before the piece.
    /// - Returns: what is ready.
    func deflate(_ piece: Span<UInt8>, at position: Int) throws(ZipError) -> [UInt8] {
        let whole = gathered.withLock { bytes -> [UInt8] in
            bytes.append(borrowed: piece)
            guard bytes.count >= DeflateLane.pieceSize else { return [] }
            defer { bytes = [] }
            return bytes
        }
        if whole.isEmpty { return [] }
        return position + piece.count >= DeflateLane.concurrentFrom
            ? submit(whole) : try deflateNow(whole, .none)
    }

    /// Lets go of what the stream still holds.
    func end(_ ending: DeflateEnding) throws(ZipError) -> [UInt8] {
        try deflateNow(DeflateLane.take(gathered), ending)
    }

    /// Deflates on the caller's thread, once all that was submitted is done.
    private func deflateNow(
        _ piece: [UInt8], _ ending: DeflateEnding
    ) throws(ZipError) -> [UInt8] {
        queue.sync {}
        let (output, failure) = work.withLock { work in
            (work.deflate(piece, ending), work.failure)
        }
        if let failure { throw failure }
        return DeflateLane.take(ready) + output
    }

    /// Hands a piece over to the other thread.
    ///
    /// - Returns: what is ready of earlier pieces.
    private func submit(_ piece: [UInt8]) -> [UInt8] {
        room.wait()
        queue.async { [self] in
            let output = work.withLock { $0.deflate(piece, .none) }
            ready.withLock { $0 += output }
            room.signal()
        }
        return DeflateLane.take(ready)
    }

    private static func take(_ bytes: borrowing Mutex<[UInt8]>) -> [UInt8] {
        bytes.withLock { bytes in
            defer { bytes = [] }
            return bytes
        }
    }
}
