package io.lookouttrail.tables;

import static org.apache.spark.sql.types.DataTypes.StringType;
import static org.apache.spark.sql.types.DataTypes.TimestampType;

import java.util.List;
import org.apache.spark.sql.types.StructType;

/** What each check of the archive's digests found; every check's rows are kept. */
public final class DigestFindingsTable {
  private DigestFindingsTable() {}

  public static final TableSpec SPEC =
      new TableSpec(
          "digest_findings",
          new StructType()
              .add("checked_at", TimestampType)
              .add("run_id", StringType)
              .add("kind", StringType)
              .add("object", StringType)
              .add("account_id", StringType)
              .add("region", StringType)
              .add("trail", StringType)
              .add("start_time", TimestampType)
              .add("end_time", TimestampType)
              .add("state", StringType)
              .add("proof", StringType)
              .add("severity", StringType)
              .add("expected_hash", StringType)
              .add("actual_hash", StringType)
              .add("detail", StringType),
          List.of(),
          List.of("checked_at", "run_id", "kind", "object", "account_id", "region", "end_time"));
}
