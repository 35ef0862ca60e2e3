package io.lookouttrail.ingest;

import io.lookouttrail.ingest.rows.RowSink;
import io.lookouttrail.ingest.rows.StagedKind;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;

/**
 * Rows of a scan: in memory as long as the rows of all threads fit their budget, and in staged
 * files from then on.
 *
 * <p>Not thread-safe; each thread has its own.
 */
final class CollectedRows implements RowSink, AutoCloseable {
  private final RowBudget budget;
  private final Supplier<StagedFileWriters> staging;
  private final Map<StagedKind, List<Row>> rows = new EnumMap<>(StagedKind.class);
  private @Nullable StagedFileWriters staged;

  /**
   * Creates no file yet.
   *
   * @param staging opens the writers of the staged files
   */
  CollectedRows(RowBudget budget, Supplier<StagedFileWriters> staging) {
    this.budget = budget;
    this.staging = staging;
  }

  @Override
  public void add(StagedKind kind, Row row) {
    if (staged == null && budget.take(kind, row)) {
      rows.computeIfAbsent(kind, first -> new ArrayList<>()).add(row);
    } else {
      writers().add(kind, row);
    }
  }

  /** Writes the rows that are in memory to files, when it is first called. */
  private StagedFileWriters writers() {
    StagedFileWriters writers = staged;
    if (writers == null) {
      writers = staging.get();
      staged = writers;
      for (Map.Entry<StagedKind, List<Row>> ofKind : rows.entrySet()) {
        for (Row row : ofKind.getValue()) {
          writers.add(ofKind.getKey(), row);
        }
      }
      rows.clear();
    }
    return writers;
  }

  /** The rows of a kind that are in memory. */
  List<Row> of(StagedKind kind) {
    return rows.getOrDefault(kind, List.of());
  }

  /** Puts every row into files, closes them, and returns the kinds that have one. */
  Set<StagedKind> stage() {
    return writers().finish();
  }

  /** Closes the files. */
  @Override
  public void close() {
    if (staged != null) {
      staged.close();
    }
  }
}
