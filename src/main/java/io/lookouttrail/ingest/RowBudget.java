package io.lookouttrail.ingest;

import io.lookouttrail.ingest.rows.StagedKind;
import io.lookouttrail.tables.TableStore;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;

/** Heap for the rows of a batch, in characters. All threads of a scan take from the same one. */
final class RowBudget {
  /**
   * Setting with the number of characters of rows that are kept in memory, 1,000 for each row
   * included; with 0 every row goes through files.
   */
  static final String OPTION = "spark.lookouttrail.rowsInMemory";

  /** The most that is kept where the heap is large: about 250,000 events in about as many bytes. */
  private static final long MAX_CHARACTERS = 800L << 20;

  /** Of so many bytes of heap one may be taken by rows; a character takes a byte. */
  private static final long HEAP_PER_CHARACTER = 3;

  /** Heap of a row besides its texts, in characters. */
  private static final int ROW_CHARACTERS = 1_000;

  private final AtomicLong left;

  /**
   * @param characters how many may be kept
   */
  RowBudget(long characters) {
    this.left = new AtomicLong(characters);
  }

  /** As many as are set, or as the heap allows. */
  static RowBudget of(TableStore store) {
    long ofHeap = Runtime.getRuntime().maxMemory() / HEAP_PER_CHARACTER;
    return new RowBudget(store.setting(OPTION, Math.min(MAX_CHARACTERS, ofHeap)));
  }

  /** Whether a row may be kept; once one may not, no other may. */
  boolean take(StagedKind kind, Row row) {
    return left.addAndGet(-ROW_CHARACTERS - characters(kind, row)) >= 0;
  }

  /** Whether a row was refused. */
  boolean isExceeded() {
    return left.get() < 0;
  }

  /** The record's text stands in the row twice: as it was delivered, and in parts. */
  private static long characters(StagedKind kind, Row row) {
    return switch (kind) {
      case EVENT -> 2 * length(row.getAs("record"));
      case PROBLEM -> length(row.getAs("raw"));
      case FILE -> 0;
    };
  }

  private static long length(@Nullable String text) {
    return text == null ? 0 : text.length();
  }
}
