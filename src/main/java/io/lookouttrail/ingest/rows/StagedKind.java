package io.lookouttrail.ingest.rows;

import java.util.Locale;
import org.apache.spark.sql.types.StructType;

/** Kinds of staged rows: events, problems, and a summary for each file. */
public enum StagedKind {
  EVENT,
  PROBLEM,
  FILE;

  public StructType schema() {
    return switch (this) {
      case EVENT -> EventRows.SCHEMA;
      case PROBLEM -> StagedRows.PROBLEM;
      case FILE -> StagedRows.FILE;
    };
  }

  /** Name of the file with an attempt's rows of this kind. */
  public String fileName(String attempt) {
    return attempt + "-" + name().toLowerCase(Locale.ROOT) + ".parquet";
  }
}
