package io.lookouttrail.ingest;

import io.lookouttrail.ingest.rows.RowSink;
import io.lookouttrail.ingest.rows.StagedKind;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;

/**
 * Rows of a scan that are kept in memory.
 *
 * <p>Not thread-safe; each thread has its own, and all share one budget. Rows that exceed it are
 * dropped, and the collection then counts as incomplete.
 */
final class CollectedRows implements RowSink {
  /** Heap of a row besides its texts, in characters. */
  private static final int ROW_CHARACTERS = 1_000;

  private final AtomicLong budget;
  private final Map<StagedKind, List<Row>> rows = new EnumMap<>(StagedKind.class);

  /**
   * @param budget characters that all threads may still keep; negative once they kept too much
   */
  CollectedRows(AtomicLong budget) {
    this.budget = budget;
    for (StagedKind kind : StagedKind.values()) {
      rows.put(kind, new ArrayList<>());
    }
  }

  @Override
  public void add(StagedKind kind, Row row) {
    if (budget.addAndGet(-ROW_CHARACTERS - characters(kind, row)) >= 0) {
      of(kind).add(row);
    }
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

  /** The rows of a kind. */
  List<Row> of(StagedKind kind) {
    return rows.getOrDefault(kind, List.of());
  }

  void addAll(CollectedRows other) {
    other.rows.forEach((kind, more) -> of(kind).addAll(more));
  }
}
