package io.lookouttrail.ingest.rows;

import org.apache.spark.sql.Row;

/** Receiver of the rows that a scan finds. */
public interface RowSink {
  /** Takes a row of {@link StagedKind#schema}. */
  void add(StagedKind kind, Row row);
}
