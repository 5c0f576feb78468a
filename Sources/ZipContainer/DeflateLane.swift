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
        mutating func deflate(_ piece: [UInt8], isLast: Bool) -> [UInt8] {
            var output: [UInt8] = []
            guard failure == nil else { return output }
            do {
                try deflater.deflate(piece.span, isLast: isLast) { output.append(borrowed: $0) }
            } catch {
                failure = error as? ZipError ?? ZipError(.deflateFailed)
            }
            return output
        }
    }

    private static let waitingLimit = 8

    private let work = Mutex(Work())
    private let ready = Mutex<[UInt8]>([])
    private let queue = DispatchQueue(label: "jiance.deflate")
    private let room = DispatchSemaphore(value: DeflateLane.waitingLimit)

    /// Begins a stream; what is left of an earlier one is dropped.
    func begin(_ level: DeflateLevel) throws(ZipError) {
        queue.sync {}
        ready.withLock { $0.removeAll() }
        let failure = work.withLock { work -> ZipError? in
            work.failure = nil
            do throws(ZipError) {
                try work.deflater.begin(level)
                return nil
            } catch {
                return error
            }
        }
        if let failure { throw failure }
    }

    /// Deflates a piece on the caller's thread, once all that was submitted is done.
    ///
    /// - Returns: what is ready.
    func deflate(_ piece: Span<UInt8>, isLast: Bool = false) throws(ZipError) -> [UInt8] {
        let piece = DeflateLane.copy(piece)
        queue.sync {}
        let (output, failure) = work.withLock { work in
            (work.deflate(piece, isLast: isLast), work.failure)
        }
        if let failure { throw failure }
        return takeReady() + output
    }

    /// Hands a copy of a piece over to the other thread.
    ///
    /// - Returns: what is ready of earlier pieces.
    func submit(_ piece: Span<UInt8>) -> [UInt8] {
        let piece = DeflateLane.copy(piece)
        room.wait()
        queue.async { [self] in
            let output = work.withLock { $0.deflate(piece, isLast: false) }
            ready.withLock { $0 += output }
            room.signal()
        }
        return takeReady()
    }

    private static func copy(_ piece: Span<UInt8>) -> [UInt8] {
        var copy: [UInt8] = []
        copy.append(borrowed: piece)
        return copy
    }

    private func takeReady() -> [UInt8] {
        ready.withLock { bytes in
            defer { bytes = [] }
            return bytes
        }
    }
}
