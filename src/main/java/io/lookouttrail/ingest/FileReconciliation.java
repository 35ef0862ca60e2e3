package io.lookouttrail.ingest;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.when;
import static org.apache.spark.sql.types.DataTypes.StringType;
import static org.apache.spark.sql.types.DataTypes.TimestampType;

import io.lookouttrail.ingest.rows.BatchStats;
import io.lookouttrail.ingest.rows.RunStamp;
import io.lookouttrail.ingest.rows.StagedKind;
import io.lookouttrail.tables.EventsTable;
import io.lookouttrail.tables.FileVersions;
import io.lookouttrail.tables.IngestedFilesTable;
import io.lookouttrail.tables.TableStore;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.expressions.GenericRowWithSchema;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;

/**
 * Reconciliation of a batch's files with the events table after the merge. A record counts as kept
 * if the row from its file, version and index is stored, and as a duplicate if a copy from
 * elsewhere is. The counts depend on the stored rows only, so a run after a crash gives the same
 * counts.
 */
final class FileReconciliation {
  private FileReconciliation() {}

  /** Ledger rows of a batch whose events are merged, with the columns of the files' versions. */
  static Dataset<Row> entries(
      TableStore store, StagedBatch staged, BatchStats stats, RunStamp stamp) {
    Column kept = coalesce(col("stored_rows"), lit(0L));
    return withStoredRows(store, staged, stats)
        .withColumn("kept", kept)
        .withColumn("duplicates", col("matched").minus(kept))
        .withColumn(
            "status",
            when(col("faulty"), IngestedFilesTable.STATUS_QUARANTINED)
                .otherwise(IngestedFilesTable.STATUS_OK))
        .withColumn("run_id", lit(stamp.runId()))
        .withColumn("ingested_at", lit(stamp.ingestedAt()))
        .withColumn("superseded_at", lit(null).cast(TimestampType))
        .withColumn("superseded_by", lit(null).cast(StringType))
        .drop("matched", "stored_rows", "inflated_bytes", "faulty", "refused");
  }

  /**
   * The ledger row of a file that the ledger does not have.
   *
   * @param file a row of {@link StagedKind#FILE}
   * @param kept number of stored events that come from the file
   */
  static Row entry(Row file, long kept, RunStamp stamp) {
    String status =
        file.<Boolean>getAs("faulty")
            ? IngestedFilesTable.STATUS_QUARANTINED
            : IngestedFilesTable.STATUS_OK;
    Map<String, @Nullable Object> values = new HashMap<>();
    for (String name : StagedKind.FILE.schema().fieldNames()) {
      values.put(name, file.getAs(name));
    }
    values.put("kept", kept);
    values.put("duplicates", file.<Long>getAs("matched") - kept);
    values.put("status", status);
    values.put("run_id", stamp.runId());
    values.put("ingested_at", stamp.ingestedAt());
    values.put(FileVersions.VERSION, FileVersions.FIRST);
    StructType schema = IngestedFilesTable.SPEC.schema();
    return new GenericRowWithSchema(
        Arrays.stream(schema.fieldNames()).map(values::get).toArray(), schema);
  }

  private static Dataset<Row> withStoredRows(
      TableStore store, StagedBatch staged, BatchStats stats) {
    Dataset<Row> files = staged.files();
    if (stats.events() == 0) {
      return files.withColumn("stored_rows", lit(0L));
    }
    Dataset<Row> storedRows =
        EventsTable.storedPlaces(store, staged.events(), stats.eventDates())
            .groupBy("source_file")
            .agg(count(lit(1)).as("stored_rows"));
    return files.join(storedRows, new String[] {"source_file"}, "left");
  }
}
