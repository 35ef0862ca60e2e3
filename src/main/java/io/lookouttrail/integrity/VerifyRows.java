package io.lookouttrail.integrity;

import static org.apache.spark.sql.types.DataTypes.BooleanType;
import static org.apache.spark.sql.types.DataTypes.IntegerType;
import static org.apache.spark.sql.types.DataTypes.LongType;
import static org.apache.spark.sql.types.DataTypes.StringType;
import static org.apache.spark.sql.types.DataTypes.TimestampType;

import io.lookouttrail.archive.LogFile;
import io.lookouttrail.tables.DigestFinding.Proof;
import io.lookouttrail.tables.DigestFindingsTable;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;

/** The rows that pass between the tasks of a check. */
final class VerifyRows {
  private VerifyRows() {}

  /** Begins with what decides which of several claims on one log counts: the least one. */
  static final StructType CLAIM =
      new StructType()
          .add("rank", IntegerType)
          .add("digest", StringType)
          .add("claimed_hash", StringType)
          .add("account", StringType)
          .add("region", StringType)
          .add("trail", StringType)
          .add("start_time", TimestampType)
          .add("end_time", TimestampType)
          .add("proof", StringType)
          .add("believed", BooleanType);

  private static final StructType SPAN =
      new StructType()
          .add("root", StringType)
          .add("account", StringType)
          .add("region", StringType)
          .add("trail", StringType)
          .add("home_region", StringType)
          .add("backfill", BooleanType)
          .add("start_time", TimestampType)
          .add("end_time", TimestampType)
          .add("believed", BooleanType);

  /** What a walk along chains leaves; of each row one part is set. */
  static final StructType WALKED =
      new StructType()
          .add("finding", DigestFindingsTable.SPEC.schema())
          .add("object", StringType)
          .add("claim", CLAIM)
          .add("span", SPAN);

  static final StructType LOG =
      new StructType()
          .add("object", StringType)
          .add("path", StringType)
          .add("bytes", LongType)
          .add("modified_at", TimestampType)
          .add("log_account", StringType)
          .add("log_region", StringType)
          .add("delivered_at", TimestampType);

  static final StructType HASHED =
      new StructType()
          .add("object", StringType)
          .add("taken_hash", StringType)
          .add("trouble", StringType);

  /** A log's finding, and of one that no digest names why, and the folder of its digests. */
  static final StructType JUDGED =
      new StructType()
          .add("finding", DigestFindingsTable.SPEC.schema())
          .add("answer", StringType)
          .add("folder", StringType);

  static Row finding(Row finding) {
    return RowFactory.create(finding, null, null, null);
  }

  static Row claim(DigestLogEntry claim) {
    return RowFactory.create(
        null,
        claim.object(),
        RowFactory.create(
            rank(claim),
            claim.digest(),
            claim.sha256(),
            claim.account(),
            claim.region(),
            claim.trail(),
            claim.startTime(),
            claim.endTime(),
            claim.proof().name(),
            claim.believed()),
        null);
  }

  private static int rank(DigestLogEntry claim) {
    if (!claim.believed()) {
      return 3;
    }
    return switch (claim.proof()) {
      case SIGNED -> 0;
      case CHAINED -> 1;
      case NONE -> 2;
    };
  }

  static DigestLogEntry claim(String object, Row row) {
    return new DigestLogEntry(
        object,
        row.getString(2),
        row.getString(1),
        row.getString(3),
        row.getString(4),
        row.getString(5),
        row.getInstant(6),
        row.getInstant(7),
        Proof.valueOf(row.getString(8)),
        row.getBoolean(9));
  }

  static Row span(DigestPeriod span) {
    ChainId chain = span.chain();
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
            span.start(),
            span.end(),
            span.believed()));
  }

  static DigestPeriod span(Row row) {
    DeliveryGroup group = new DeliveryGroup(row.getString(0), row.getString(1), row.getString(2));
    ChainId chain = new ChainId(group, row.getString(3), row.getString(4), row.getBoolean(5));
    return new DigestPeriod(chain, row.getInstant(6), row.getInstant(7), row.getBoolean(8));
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

  /** A log from the columns of {@link #LOG}, wherever they stand in a row. */
  static @Nullable LogFile log(Row row) {
    String path = row.getString(row.fieldIndex("path"));
    return path == null
        ? null
        : new LogFile(
            row.getString(row.fieldIndex("object")),
            path,
            row.getLong(row.fieldIndex("bytes")),
            row.getInstant(row.fieldIndex("modified_at")),
            row.getString(row.fieldIndex("log_account")),
            row.getString(row.fieldIndex("log_region")),
            row.getInstant(row.fieldIndex("delivered_at")));
  }
}
