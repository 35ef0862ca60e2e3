package io.lookouttrail.ingest;

import io.lookouttrail.ingest.rows.PendingFile;
import io.lookouttrail.tables.AllTables;
import io.lookouttrail.tables.TableStore;
import io.lookouttrail.tables.lock.WriterLock;
import java.util.List;

/** Decides which batches are read and committed in this process, without Spark. */
final class SmallBatches {
  /** Setting with the stored size up to which a batch is small, in bytes; 0 turns it off. */
  static final String MAX_BYTES_OPTION = "spark.lookouttrail.smallBatchBytes";

  private static final long DEFAULT_MAX_BYTES = 40L << 20;

  /** So many requests to S3 take about ten seconds. */
  private static final int MAX_FILES = 10_000;

  private SmallBatches() {}

  /**
   * Whether a batch is small, as far as is known before it is read: few files, none of them in the
   * ledger, and no other writer.
   */
  static boolean mayBeSmall(TableStore store, WriterLock lock, List<PendingFile> files) {
    long bytes = files.stream().mapToLong(file -> file.file().bytes()).sum();
    return lock.isExclusive()
        && files.size() <= MAX_FILES
        && bytes <= store.setting(MAX_BYTES_OPTION, DEFAULT_MAX_BYTES)
        && files.stream().noneMatch(file -> file.ledgerDate().isPresent())
        && AllTables.areWritableDirectly(store);
  }
}
