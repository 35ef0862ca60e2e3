package io.lookouttrail.tables;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.types.DataTypes.StringType;
import static org.apache.spark.sql.types.DataTypes.TimestampType;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
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
              .add("detail", StringType)
              .add("digest", StringType),
          List.of(),
          List.of("checked_at", "run_id", "kind", "object", "account_id", "region", "end_time"));

  /** A finding as a row of {@link #SPEC}'s schema. */
  public static Row row(Instant checkedAt, String runId, DigestFinding finding) {
    return new RowBuilder(SPEC.schema().size())
        .add(checkedAt)
        .add(runId)
        .add(finding.kind().label())
        .add(finding.object())
        .add(finding.account())
        .add(finding.region())
        .add(finding.trail())
        .add(finding.startTime())
        .add(finding.endTime())
        .add(finding.state().label())
        .add(finding.proof().label())
        .add(finding.severity().label())
        .add(finding.expectedHash())
        .add(finding.actualHash())
        .add(finding.detail())
        .add(finding.digest())
        .toRow();
  }

  /** The finding in a row of {@link #SPEC}'s schema. */
  public static DigestFinding finding(Row row) {
    return new DigestFinding(
        DigestFinding.Kind.valueOf(upper(row, "kind")),
        row.getString(row.fieldIndex("object")),
        Optional.ofNullable(row.getAs("account_id")),
        Optional.ofNullable(row.getAs("region")),
        Optional.ofNullable(row.getAs("trail")),
        Optional.ofNullable(row.getAs("start_time")),
        Optional.ofNullable(row.getAs("end_time")),
        DigestFinding.State.valueOf(upper(row, "state")),
        DigestFinding.Proof.valueOf(upper(row, "proof")),
        DigestFinding.Severity.valueOf(upper(row, "severity")),
        Optional.ofNullable(row.getAs("expected_hash")),
        Optional.ofNullable(row.getAs("actual_hash")),
        row.getString(row.fieldIndex("detail")),
        Optional.ofNullable(row.getAs("digest")));
  }

  private static String upper(Row row, String column) {
    return row.getString(row.fieldIndex(column)).toUpperCase(Locale.ROOT);
  }

  /** Adds a check's findings, in one commit. */
  public static void append(TableStore store, Dataset<Row> findings) {
    store.open(SPEC);
    findings.write().format("delta").mode("append").save(store.path(SPEC.name()));
  }

  /** The findings of one run. */
  public static Dataset<Row> ofRun(TableStore store, String runId) {
    return store.read(SPEC).where(col("run_id").equalTo(runId));
  }
}
