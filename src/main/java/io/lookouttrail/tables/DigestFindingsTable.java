package io.lookouttrail.tables;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.types.DataTypes.StringType;
import static org.apache.spark.sql.types.DataTypes.TimestampType;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** The table {@code digest_findings}: results of digest validation; the rows of every run stay. */
public final class DigestFindingsTable {
  private DigestFindingsTable() {}

  /** A finding, and the run that found it. */
  private record CheckResult(Instant checkedAt, String runId, DigestFinding finding) {}

  private static final RowMapping<CheckResult> COLUMNS =
      RowMapping.<CheckResult>declare()
          .column(
              "checked_at", TimestampType, "Start of the run that checked.", CheckResult::checkedAt)
          .column("run_id", StringType, "Id of that run.", CheckResult::runId)
          .column("kind", StringType, "digest or log.", row -> row.finding().kind().label())
          .column(
              "object",
              StringType,
              "Canonical name of the object; for a gap the folder of the digests and the "
                  + "time.",
              row -> row.finding().object())
          .column(
              "account_id", StringType, "Account of the object.", row -> row.finding().account())
          .column("region", StringType, "Region of the object.", row -> row.finding().region())
          .column(
              "trail", StringType, "Trail whose digests are meant.", row -> row.finding().trail())
          .column(
              "start_time",
              TimestampType,
              "Start of the time that the digest covers; for a log, that of the digest "
                  + "that names it, or its delivery.",
              row -> row.finding().startTime())
          .column("end_time", TimestampType, "End of that time.", row -> row.finding().endTime())
          .column(
              "state",
              StringType,
              "One of valid, changed, missing, unreadable, bad_signature, moved, "
                  + "unknown_key, undigested, gap, not_validated.",
              row -> row.finding().state().label())
          .column(
              "proof",
              StringType,
              "One of signed, chained, none.",
              row -> row.finding().proof().label())
          .column(
              "severity",
              StringType,
              "One of ok, low, high.",
              row -> row.finding().severity().label())
          .column(
              "expected_hash",
              StringType,
              "SHA-256 that a digest gives, lower-case hex.",
              row -> row.finding().expectedHash())
          .column(
              "actual_hash",
              StringType,
              "SHA-256 of the uncompressed bytes, lower-case hex.",
              row -> row.finding().actualHash())
          .column(
              "detail",
              StringType,
              "One line of explanation; empty if the state says it all.",
              row -> row.finding().detail())
          .column(
              "digest",
              StringType,
              "For a log, the digest that names it.",
              row -> row.finding().digest())
          .build();

  public static final TableSpec SPEC =
      new TableSpec(
          "digest_findings",
          COLUMNS.schema(),
          List.of(),
          List.of("checked_at", "run_id", "kind", "object", "account_id", "region", "end_time"));

  /** A finding as a row of {@link #SPEC}. */
  public static Row row(Instant checkedAt, String runId, DigestFinding finding) {
    return COLUMNS.row(new CheckResult(checkedAt, runId, finding));
  }

  /** The finding in a row of {@link #SPEC}. */
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

  /** Appends the findings of a run, in one commit. */
  public static void append(TableStore store, Dataset<Row> findings) {
    store.ensure(SPEC);
    findings.write().format("delta").mode("append").save(store.path(SPEC.name()));
  }

  /**
   * Appends the findings of a run, in one commit, without Spark.
   *
   * @param findings rows of {@link #SPEC}; not empty
   */
  public static void append(TableStore store, Collection<Row> findings) {
    store.ensure(SPEC);
    store.direct(SPEC).append(findings);
  }

  /** The findings of one run. */
  public static Dataset<Row> ofRun(TableStore store, String runId) {
    return store.read(SPEC).where(col("run_id").equalTo(runId));
  }
}
