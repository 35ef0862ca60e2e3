package io.lookouttrail.integrity;

import static org.apache.spark.sql.types.DataTypes.BinaryType;
import static org.apache.spark.sql.types.DataTypes.BooleanType;
import static org.apache.spark.sql.types.DataTypes.IntegerType;
import static org.apache.spark.sql.types.DataTypes.LongType;
import static org.apache.spark.sql.types.DataTypes.StringType;
import static org.apache.spark.sql.types.DataTypes.TimestampType;

import io.lookouttrail.archive.LogFile;
import io.lookouttrail.integrity.chain.ChainId;
import io.lookouttrail.integrity.chain.ChainSummary;
import io.lookouttrail.integrity.chain.DeliveryGroup;
import io.lookouttrail.integrity.chain.DigestLogEntry;
import io.lookouttrail.integrity.chain.DigestPeriod;
import io.lookouttrail.tables.DigestFinding.Proof;
import io.lookouttrail.tables.DigestFinding.Severity;
import io.lookouttrail.tables.DigestFinding.State;
import io.lookouttrail.tables.DigestFindingsTable;
import java.time.Instant;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;

/** Schemas of the rows that pass between the tasks of a verification, and their mapping. */
final class VerifyRows {
  private VerifyRows() {}

  /** A digest's entry for a log. Of several entries for a log the least one counts, by its rank. */
  private static final StructType LOG_ENTRY =
      new StructType()
          .add("rank", IntegerType)
          .add("digest", StringType)
          .add("listed_hash", StringType)
          .add("account", StringType)
          .add("region", StringType)
          .add("trail", StringType)
          .add("start_time", TimestampType)
          .add("end_time", TimestampType)
          .add("proof", StringType)
          .add("credible", BooleanType)
          .add("digest_state", StringType)
          .add("digest_severity", StringType);

  private static final StructType PERIOD =
      new StructType()
          .add("root", StringType)
          .add("account", StringType)
          .add("region", StringType)
          .add("trail", StringType)
          .add("home_region", StringType)
          .add("backfill", BooleanType)
          .add("start_time", TimestampType)
          .add("end_time", TimestampType)
          .add("credible", BooleanType);

  /**
   * A result of the chain validation: a finding, or an object with its entry, or a period, or the
   * summary of a segment.
   */
  static final StructType CHAIN_RESULT =
      new StructType()
          .add("finding", DigestFindingsTable.SPEC.schema())
          .add("object", StringType)
          .add("entry", LOG_ENTRY)
          .add("period", PERIOD)
          .add("summary", BinaryType);

  static final StructType LOG =
      new StructType()
          .add("object", StringType)
          .add("path", StringType)
          .add("bytes", LongType)
          .add("modified_at", TimestampType)
          .add("log_account", StringType)
          .add("log_region", StringType)
          .add("delivered_at", TimestampType);

  /** The computed hash of a log, or the error of its reading. */
  static final StructType COMPUTED_HASH =
      new StructType()
          .add("object", StringType)
          .add("computed_hash", StringType)
          .add("read_error", StringType)
          .add("after_first_member", StringType);

  /** A log's finding; for an unlisted log also its coverage, and the folder of its digests. */
  static final StructType LOG_RESULT =
      new StructType()
          .add("finding", DigestFindingsTable.SPEC.schema())
          .add("coverage", StringType)
          .add("folder", StringType);

  static Row finding(Row finding) {
    return RowFactory.create(finding, null, null, null, null);
  }

  static Row logEntry(DigestLogEntry entry) {
    return RowFactory.create(
        null,
        entry.object(),
        RowFactory.create(
            rank(entry),
            entry.digest(),
            entry.sha256(),
            entry.account(),
            entry.region(),
            entry.trail(),
            entry.startTime(),
            entry.endTime(),
            entry.proof().name(),
            entry.credible(),
            entry.digestState().name(),
            entry.digestSeverity().name()),
        null,
        null);
  }

  /** The greatest rank of an entry that is proven. */
  static final int PROVEN_RANK = 1;

  static int rank(DigestLogEntry entry) {
    if (!entry.credible()) {
      return 3;
    }
    return switch (entry.proof()) {
      case SIGNED -> 0;
      case CHAINED -> 1;
      case NONE -> 2;
    };
  }

  static DigestLogEntry logEntry(String object, Row row) {
    return new DigestLogEntry(
        object,
        text(row, "listed_hash"),
        text(row, "digest"),
        text(row, "account"),
        text(row, "region"),
        text(row, "trail"),
        time(row, "start_time"),
        time(row, "end_time"),
        Proof.valueOf(text(row, "proof")),
        flag(row, "credible"),
        State.valueOf(text(row, "digest_state")),
        Severity.valueOf(text(row, "digest_severity")));
  }

  static Row summary(ChainSummary summary) {
    return RowFactory.create(null, null, null, null, summary.toBytes());
  }

  static Row period(DigestPeriod period) {
    ChainId chain = period.chain();
    return RowFactory.create(
        null,
        null,
        null,
        RowFactory.create(
            chain.group().root(),
            chain.group().account(),
            chain.group().region(),
            chain.trail(),
            chain.homeRegion(),
            chain.backfill(),
            period.start(),
            period.end(),
            period.credible()),
        null);
  }

  static DigestPeriod period(Row row) {
    DeliveryGroup group =
        new DeliveryGroup(text(row, "root"), text(row, "account"), text(row, "region"));
    ChainId chain =
        new ChainId(group, text(row, "trail"), text(row, "home_region"), flag(row, "backfill"));
    return new DigestPeriod(
        chain, time(row, "start_time"), time(row, "end_time"), flag(row, "credible"));
  }

  static Row log(LogFile file) {
    return RowFactory.create(
        file.sourceFile(),
        file.path(),
        file.bytes(),
        file.modifiedAt(),
        file.account(),
        file.region(),
        file.deliveredAt());
  }

  /** The log of a row that has the columns of {@link #LOG}; null if its path is null. */
  static @Nullable LogFile log(Row row) {
    String path = row.getString(row.fieldIndex("path"));
    return path == null
        ? null
        : new LogFile(
            text(row, "object"),
            path,
            row.getLong(row.fieldIndex("bytes")),
            time(row, "modified_at"),
            row.getString(row.fieldIndex("log_account")),
            row.getString(row.fieldIndex("log_region")),
            time(row, "delivered_at"));
  }

  private static String text(Row row, String column) {
    return row.getString(row.fieldIndex(column));
  }

  private static Instant time(Row row, String column) {
    return row.getInstant(row.fieldIndex(column));
  }

  private static boolean flag(Row row, String column) {
    return row.getBoolean(row.fieldIndex(column));
  }
}
