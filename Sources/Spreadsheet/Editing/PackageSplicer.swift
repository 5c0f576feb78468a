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
            if let splices = session.streamed[part], !entry.isDirectory {
                try writer.copy(entry, from: archive, splicing: splices)
            } else {
                try writer.copy(entry, from: archive)
            }
        }
        for (name, bytes) in session.added { try writer.add(EntryHeader(name.text), bytes) }
        try writer.finish()
    }
}
