package io.lookouttrail.ingest;

import io.lookouttrail.archive.LogFile;
import io.lookouttrail.ingest.rows.FileGroup;
import io.lookouttrail.ingest.rows.PendingFile;
import io.lookouttrail.ingest.rows.TaskPacker;
import io.lookouttrail.run.Window;
import io.lookouttrail.scan.ScanOptions;
import io.lookouttrail.tables.LedgerIndex;
import java.util.Iterator;
import java.util.List;
import java.util.Set;

/** Work of an ingest between its listing and its first task, for a benchmark. */
public final class Packing {
  private final PendingFiles pending;

  /** Subtracts the ledger. */
  public Packing(Iterable<LogFile> listing, LedgerIndex ledger) {
    pending =
        new PendingFiles(
            new IngestOptions(
                "s3://bucket",
                Window.everything(),
                new ScanOptions(
                    Set.of(ScanOptions.LOOKOUT_FOR_VISION),
                    ScanOptions.DEFAULT_MAX_FILE_BYTES,
                    true),
                false,
                IngestOptions.DEFAULT_BATCH_BYTES),
            ledger,
            listing);
  }

  /** Ledger entry of a file that was read and has not changed. */
  public static LedgerIndex.Entry entry(LogFile file) {
    return new LedgerIndex.Entry(
        file.bytes(),
        file.modifiedAt(),
        List.of(ScanOptions.LOOKOUT_FOR_VISION),
        false,
        file.deliveredDate());
  }

  /**
   * Result of the packing.
   *
   * @param sentBytes bytes that the driver sends to all tasks
   */
  public record Packed(int files, int batches, long tasks, long sentBytes) {}

  /** Packs the tasks of each batch and encodes them. */
  public Packed pack(int cores) {
    long tasks = 0;
    long sentBytes = 0;
    Iterator<List<PendingFile>> batches = pending.batches();
    while (batches.hasNext()) {
      for (FileGroup group : TaskPacker.pack(batches.next(), cores)) {
        tasks++;
        sentBytes += group.toBytes().length;
      }
    }
    return new Packed(pending.files(), pending.batchCount(), tasks, sentBytes);
  }
}
