package io.lookouttrail.ingest;

import static org.apache.spark.sql.types.DataTypes.BooleanType;
import static org.apache.spark.sql.types.DataTypes.DateType;
import static org.apache.spark.sql.types.DataTypes.LongType;
import static org.apache.spark.sql.types.DataTypes.StringType;
import static org.apache.spark.sql.types.DataTypes.TimestampType;
import static org.apache.spark.sql.types.DataTypes.createArrayType;

import io.lookouttrail.archive.LogFile;
import io.lookouttrail.scan.FileSummary;
import io.lookouttrail.scan.body.Problem;
import io.lookouttrail.tables.EventsTable;
import io.lookouttrail.tables.QuarantineTable;
import java.util.SortedSet;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;

/** The rows that a scan lays aside. */
final class StagedRows {
  private StagedRows() {}

  /** An event's row, which ends with its file's delivery time. */
  static final StructType EVENT =
      EventsTable.SPEC.schema().add(EventsTable.DELIVERED_AT, TimestampType);

  static final StructType PROBLEM = QuarantineTable.SPEC.schema();

  static final StructType FILE =
      new StructType()
          .add("source_file", StringType)
          .add("bytes", LongType)
          .add("modified_at", TimestampType)
          .add("account_id", StringType)
          .add("region", StringType)
          .add("delivered_at", TimestampType)
          .add("delivered_date", DateType)
          .add("event_sources", createArrayType(StringType))
          .add("sha256", StringType)
          .add("records", LongType)
          .add("matched", LongType)
          .add("other_sources", LongType)
          .add("rejected", LongType)
          .add("inflated_bytes", LongType)
          .add("faulty", BooleanType)
          .add("refused", BooleanType);

  static Row problem(LogFile file, Problem problem, RunStamp stamp) {
    return RowFactory.create(
        file.sourceFile(),
        problem.recordIndex().isPresent() ? problem.recordIndex().getAsInt() : null,
        problem.kind().label(),
        problem.detail(),
        problem.raw().orElse(null),
        file.account(),
        file.region(),
        stamp.runId(),
        stamp.ingestedAt(),
        null);
  }

  static Row file(
      LogFile file,
      SortedSet<String> eventSources,
      FileSummary summary,
      boolean faulty,
      boolean refused) {
    @Nullable String sha256 = summary.sha256().orElse(null);
    return RowFactory.create(
        file.sourceFile(),
        file.bytes(),
        file.modifiedAt(),
        file.account(),
        file.region(),
        file.deliveredAt(),
        file.deliveredDate(),
        eventSources.toArray(String[]::new),
        sha256,
        summary.records(),
        summary.matched(),
        summary.otherSources(),
        summary.rejected(),
        summary.inflatedBytes(),
        faulty,
        refused);
  }
}
