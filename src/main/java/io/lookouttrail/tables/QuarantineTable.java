package io.lookouttrail.tables;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.types.DataTypes.IntegerType;
import static org.apache.spark.sql.types.DataTypes.StringType;
import static org.apache.spark.sql.types.DataTypes.TimestampType;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;

/** The table {@code quarantine}: files and records that cannot be used; each problem once. */
public final class QuarantineTable {
  private QuarantineTable() {}

  public static final TableSpec SPEC =
      new TableSpec(
          "quarantine",
          new StructType()
              .add("source_file", StringType, false, "Canonical name of the log file.")
              .add(
                  "record_index",
                  IntegerType,
                  true,
                  "Place of the record in the file, from 0; null if the problem is the file.")
              .add(
                  "problem",
                  StringType,
                  false,
                  "One of not_gzip, truncated, corrupt_gzip, not_json, no_records, "
                      + "bad_record, too_large, archived, unreadable.")
              .add("detail", StringType, true, "What was found, in one line.")
              .add("raw", StringType, true, "Text of the record, at most 64 kB; null for a file.")
              .add("account_id", StringType, true, "Account of the file's key.")
              .add("region", StringType, true, "Region of the file's key.")
              .add("run_id", StringType, true, "Id of the run that found the problem.")
              .add("found_at", TimestampType, true, "Start of that run.")
              .add(
                  "resolved_at",
                  TimestampType,
                  true,
                  "Start of the run that found the problem gone; null while it is open."),
          List.of(),
          List.of("source_file", "problem", "account_id", "found_at", "resolved_at"));

  /** Adds new problems, and reopens resolved ones that have come back. */
  public static void add(TableStore store, Dataset<Row> problems) {
    store
        .open(SPEC)
        .as("stored")
        .merge(
            problems.dropDuplicates("source_file", "record_index", "problem").as("found"), same())
        .whenMatched(col("stored.resolved_at").isNotNull())
        .update(Map.of("resolved_at", lit(null).cast(TimestampType)))
        .whenNotMatched()
        .insertAll()
        .execute();
  }

  /**
   * Marks the open problems of these files as resolved, unless they were found again.
   *
   * @param filesRead source_file of the files that were read again
   * @param problems the problems that were found in them
   */
  public static void resolve(
      TableStore store, Dataset<Row> filesRead, Dataset<Row> problems, Instant now) {
    Dataset<Row> open =
        store
            .read(SPEC)
            .where(col("resolved_at").isNull())
            .select("source_file", "record_index", "problem")
            .as("stored");
    Dataset<Row> resolved =
        open.join(
                filesRead.as("read"),
                col("stored.source_file").equalTo(col("read.source_file")),
                "left_semi")
            .join(problems.as("found"), same(), "left_anti");
    store
        .open(SPEC)
        .as("stored")
        .merge(resolved.as("found"), same())
        .whenMatched()
        .update(Map.of("resolved_at", lit(now)))
        .execute();
  }

  private static Column same() {
    return col("stored.source_file")
        .equalTo(col("found.source_file"))
        .and(col("stored.record_index").eqNullSafe(col("found.record_index")))
        .and(col("stored.problem").equalTo(col("found.problem")));
  }
}
