import ZipContainer

/// Writes an edited package: what was not touched is copied as it is stored, what was touched is spliced
/// while it passes.
struct PackageSplicer {
    let session: EditSession

    func write(to sink: any ByteSink) throws {
        let archive = session.package.archive
        if session.report.isUnchanged {
            let bytes = archive.bytes
            try sink.write(bytes.span)
            return try sink.flush()
        }
        let writer = ArchiveWriter(to: sink, comment: Array(archive.comment))
        for entry in archive.entries {
            let part = PartName(entry.name)
            if session.removed.contains(part) { continue }
            guard let splices = session.streamed[part], !entry.isDirectory else {
                try writer.copy(entry, from: archive)
                continue
            }
            try writer.begin(
                EntryHeader(like: entry, in: archive), method: .deflated(.markup))
            var stream = SpliceStream(splices)
            try archive.read(entry) { bytes in
                try stream.pass(bytes) { try writer.write($0) }
            }
            try stream.end { try writer.write($0) }
            try writer.end()
        }
        for (name, bytes) in session.added { try writer.add(EntryHeader(name.text), bytes) }
        try writer.finish()
    }
}
