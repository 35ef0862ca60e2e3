package io.lookouttrail.tables;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.when;

import java.time.LocalDate;
import java.util.SortedSet;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * The versions of log files in the ledger. CloudTrail never rewrites a log, so a file whose content
 * differs from what was read before was changed by somebody. Its new content is a version of its
 * own; the row of the old one stays and is marked.
 *
 * <p>Content is compared by hash. Where one of the hashes is not known, another size is another
 * content, and the same size is taken for the same content. A file that could not be read to its
 * end before was damaged, and no new content of it is a version.
 */
public final class FileVersions {
  private FileVersions() {}

  /** The version of a file's first content. */
  public static final int FIRST = 1;

  /** The column of the ledger with the version of a file's content. */
  public static final String VERSION = "version";

  /** The column of the events with the version that they were read from. */
  public static final String OF_EVENT = "source_version";

  /** The column that says whether a read file has another content than the ledger's newest row. */
  static final String IS_REWRITTEN = "is_rewritten";

  /** The newest version of each file of the ledger. */
  public static Column isNewest() {
    return col("superseded_at").isNull();
  }

  /** The version in a column, also in a row of an earlier release. */
  public static Column number(String column) {
    return coalesce(col(column), lit(FIRST));
  }

  /** The version in a row with {@link #VERSION}, also in a row of an earlier release. */
  static int number(Row row) {
    Integer version = row.getAs(VERSION);
    return version == null ? FIRST : version;
  }

  /** Adds {@link #VERSION} to files that the ledger has once or not at all. */
  public static Dataset<Row> first(Dataset<Row> files) {
    return files.withColumn(VERSION, lit(FIRST)).withColumn(IS_REWRITTEN, lit(false));
  }

  /**
   * Adds {@link #VERSION} to files that were read, by a comparison with the ledger. A hash that was
   * not computed this time is that of the ledger, if size and time are the same.
   *
   * @param files rows with the ledger's columns source_file, bytes, modified_at and sha256
   * @param days delivered_date of every row that the ledger has of these files; not empty
   */
  public static Dataset<Row> compared(
      TableStore store, Dataset<Row> files, SortedSet<LocalDate> days) {
    Dataset<Row> known =
        store
            .read(IngestedFilesTable.SPEC)
            .where(col("delivered_date").between(days.first(), days.last()).and(isNewest()))
            .select(
                col("source_file"),
                col("bytes").as("known_bytes"),
                col("modified_at").as("known_time"),
                col("sha256").as("known_hash"),
                col("status").as("known_status"),
                number(VERSION).as("known_version"));
    Column sameBytes = col("bytes").equalTo(col("known_bytes"));
    Column sameFile = sameBytes.and(col("modified_at").equalTo(col("known_time")));
    Column wasDamaged =
        col("known_hash")
            .isNull()
            .and(col("known_status").equalTo(IngestedFilesTable.STATUS_QUARANTINED));
    Column differs = col("sha256").notEqual(col("known_hash"));
    return files
        .join(known, new String[] {"source_file"}, "left")
        .withColumn(
            IS_REWRITTEN,
            when(col("known_version").isNull().or(wasDamaged), lit(false))
                .otherwise(coalesce(differs, sameBytes.equalTo(lit(false)))))
        .withColumn(
            VERSION,
            coalesce(col("known_version"), lit(FIRST))
                .plus(when(col(IS_REWRITTEN), lit(1)).otherwise(lit(0))))
        .withColumn("sha256", coalesce(col("sha256"), when(sameFile, col("known_hash"))))
        .drop("known_bytes", "known_time", "known_hash", "known_status", "known_version");
  }
}
