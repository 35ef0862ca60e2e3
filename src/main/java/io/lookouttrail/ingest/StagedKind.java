package io.lookouttrail.ingest;

import java.util.Locale;
import org.apache.spark.sql.types.StructType;

/** The kinds of rows that a scan lays aside: events, problems, and a summary of each file. */
enum StagedKind {
  EVENT,
  PROBLEM,
  FILE;

  StructType schema() {
    return switch (this) {
      case EVENT -> EventRows.SCHEMA;
      case PROBLEM -> StagedRows.PROBLEM;
      case FILE -> StagedRows.FILE;
    };
  }

  /** What the file of such rows is called that an attempt at a task leaves. */
  String fileName(String attempt) {
    return attempt + "-" + name().toLowerCase(Locale.ROOT) + ".parquet";
  }
}
