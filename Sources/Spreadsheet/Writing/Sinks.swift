import ZipContainer

// What a workbook is written to, under names that need no import of the container.

package typealias ByteSink = ZipContainer.ByteSink
package typealias MemorySink = ZipContainer.MemorySink
package typealias FileSink = ZipContainer.FileSink
