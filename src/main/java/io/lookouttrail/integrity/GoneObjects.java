package io.lookouttrail.integrity;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.date_format;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.max_by;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.when;

import io.lookouttrail.integrity.chain.ChainId;
import io.lookouttrail.integrity.chain.ProofEnds;
import io.lookouttrail.run.RunContext;
import io.lookouttrail.tables.DigestFinding.Kind;
import io.lookouttrail.tables.DigestFinding.Proof;
import io.lookouttrail.tables.DigestFinding.Severity;
import io.lookouttrail.tables.DigestFinding.State;
import io.lookouttrail.tables.DigestFindingsTable;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Objects of the window that an earlier check saw and that are not there now. Nothing that is left
 * need name them: an attacker who deletes the end of a chain also deletes what names its digests.
 *
 * @param rows their findings, as rows of {@link DigestFindingsTable#SPEC}; empty if there are none
 * @param evidence the newest of their digests, by chain
 */
record GoneObjects(Optional<Dataset<Row>> rows, ProofEnds.Evidence evidence) {

  private static final String LOW = Severity.LOW.label();
  private static final String HIGH = Severity.HIGH.label();

  /**
   * Collects them, now, if there are any.
   *
   * @param keep keeps rows that are read several times
   */
  static GoneObjects of(EarlierChecks earlier, RunContext run, UnaryOperator<Dataset<Row>> keep) {
    return earlier.goneCount() == 0
        ? new GoneObjects(Optional.empty(), new ProofEnds.Evidence())
        : of(earlier.gone().orElseThrow(), run, keep);
  }

  private static GoneObjects of(
      Dataset<Row> gone, RunContext run, UnaryOperator<Dataset<Row>> keep) {
    gone.sparkSession().sparkContext().setJobDescription("Collect objects that are gone");
    Dataset<Row> newest =
        keep.apply(
            gone.groupBy("kind", "object")
                .agg(max_by(struct(columns(gone)), struct("checked_at", "run_id")).as("newest"))
                .select("newest.*"));
    List<Row> sums =
        newest
            .where(col("kind").equalTo(Kind.DIGEST.label()))
            .groupBy(col("account_id"), col("region"), col("trail"), DigestColumns.chain())
            .agg(max("end_time").as("end"), max("object").as("object"))
            .collectAsList();
    return new GoneObjects(Optional.of(missing(newest, run)), evidence(sums));
  }

  private static Column[] columns(Dataset<Row> rows) {
    return Arrays.stream(rows.columns()).map(name -> col(name)).toArray(Column[]::new);
  }

  private static Dataset<Row> missing(Dataset<Row> newest, RunContext run) {
    Column seenAt = date_format(col("checked_at"), "yyyy-MM-dd HH:mm:ss");
    return newest
        .withColumn(
            "detail",
            concat(
                lit("it was there at the check of "),
                seenAt,
                lit(" ("),
                col("state"),
                lit("), and it is gone")))
        .withColumn("severity", when(wasNeverDelivered(), LOW).otherwise(HIGH))
        .withColumn("checked_at", lit(run.startedAt()))
        .withColumn("run_id", lit(run.id().value()))
        .withColumn("state", lit(State.MISSING.label()))
        .withColumn("proof", lit(Proof.NONE.label()))
        .withColumn("expected_hash", coalesce(col("expected_hash"), col("actual_hash")))
        .withColumn("actual_hash", lit(null).cast("string"))
        .select(
            Arrays.stream(DigestFindingsTable.SPEC.schema().fieldNames())
                .map(name -> col(name))
                .toArray(Column[]::new));
  }

  /** Whether CloudTrail did not deliver the object there: then it may well be removed. */
  private static Column wasNeverDelivered() {
    return col("state")
        .isin(State.BAD_SIGNATURE.label(), State.MOVED.label(), State.UNDIGESTED.label());
  }

  private static ProofEnds.Evidence evidence(List<Row> sums) {
    ProofEnds.Evidence evidence = new ProofEnds.Evidence();
    for (Row row : sums) {
      String account = row.getAs("account_id");
      String region = row.getAs("region");
      String trail = row.getAs("trail");
      if (account != null && region != null && trail != null) {
        ChainId chain = ChainId.of(row.getAs("object"), account, region, trail);
        evidence.digests().merge(chain, row.getAs("end"), (a, b) -> a.isAfter(b) ? a : b);
      }
    }
    return evidence;
  }

  /** The findings of objects that this run does not report anyway. */
  Optional<Dataset<Row>> notAmong(Dataset<Row> found) {
    String[] key = {"kind", "object"};
    return rows.map(
        gone -> gone.join(found.select("kind", "object"), key, "left_anti").select(columns(gone)));
  }
}
