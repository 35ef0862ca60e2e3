package io.lookouttrail.ingest;

import io.lookouttrail.ingest.rows.PendingFile;
import io.lookouttrail.tables.AllTables;
import io.lookouttrail.tables.TableStore;
import io.lookouttrail.tables.lock.WriterLock;
import java.util.List;

/**
 * Decides which batches are read in this process, and committed without Spark if they are small.
 */
final class SmallBatches {
  /** Setting with the stored size up to which this process reads a batch, in bytes; 0 for none. */
  static final String MAX_BYTES_OPTION = "spark.lookouttrail.smallBatchBytes";

  /** The size up to which a cluster would not be faster. */
  private static final long DEFAULT_MAX_BYTES = 40L << 20;

  /** So many requests to S3 take about ten seconds. */
  private static final int MAX_FILES = 10_000;

  private SmallBatches() {}

  /**
   * Whether this process reads a batch: the ledger knows none of its files, there is no other
   * writer, and no executors that could share a larger batch.
   */
  static boolean areReadHere(TableStore store, WriterLock lock, List<PendingFile> files) {
    boolean alone = !SparkMaster.of(store.hadoop()).hasExecutors();
    long maxBytes = store.setting(MAX_BYTES_OPTION, alone ? Long.MAX_VALUE : DEFAULT_MAX_BYTES);
    long bytes = files.stream().mapToLong(file -> file.file().bytes()).sum();
    return lock.isExclusive()
        && (alone || files.size() <= MAX_FILES)
        && bytes <= maxBytes
        && files.stream().noneMatch(file -> file.ledgerDate().isPresent())
        && AllTables.areWritableDirectly(store);
  }
}
