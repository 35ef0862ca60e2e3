package io.lookouttrail.reports.facts;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.array_compact;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.min_by;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import io.lookouttrail.identity.ActorKind;
import io.lookouttrail.identity.Outcome;
import io.lookouttrail.reports.findings.facts.CallKind;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;

/** What an account saw for the first time in some span: actors, roles, addresses, Regions. */
final class FirstSeenFactRows {
  private static final String[] WHAT = {"kind", "account_id", "subject"};

  private FirstSeenFactRows() {}

  /**
   * The facts of each span.
   *
   * @param calls the cube's rows, each with its span
   * @param earlier who and what was seen before both spans
   */
  static Dataset<Row> of(Dataset<Row> calls, Dataset<Row> earlier) {
    Column order = when(col("span").equalTo(FactRows.BEFORE), 1).otherwise(2);
    Dataset<Row> now = sightings(calls.withColumn("order", order));
    Dataset<Row> then =
        sightings(
            earlier.withColumn("order", lit(0)).withColumn("outcome", lit(null).cast("string")));
    Column sighting = struct("calls", "succeeded", "first", "last", "details", "order");
    return FactRows.shaped(
        now.union(then)
            .groupBy("kind", "account_id", "subject")
            .agg(min_by(sighting, col("order")).as("first_sighting"))
            .select(col("kind"), col("account_id"), col("subject"), col("first_sighting.*"))
            .where(col("order").gt(0))
            .withColumn(
                "span", when(col("order").equalTo(1), FactRows.BEFORE).otherwise(FactRows.PERIOD)));
  }

  private static Dataset<Row> sightings(Dataset<Row> rows) {
    return rows.withColumn("fact", explode(array_compact(array(kinds()))))
        .groupBy(
            col("fact.kind").as(WHAT[0]),
            col("fact.account_id").as(WHAT[1]),
            col("fact.subject").as(WHAT[2]),
            col("order"))
        .agg(
            sum("calls").as("calls"),
            sum(when(col("outcome").equalTo(Outcome.SUCCESS.label()), col("calls")).otherwise(0L))
                .as("succeeded"),
            min("first_call").as("first"),
            max("last_call").as("last"),
            FactRows.some("fact.detail").as("details"));
  }

  private static Column[] kinds() {
    Column isAddress = col("source_ip").rlike("^[0-9.]+$|:");
    Column isSomebody = col("actor_kind").notEqual(ActorKind.AWS_SERVICE.label());
    return new Column[] {
      kind(CallKind.FIRST_ACTOR, isSomebody, "actor", "action"),
      kind(CallKind.FIRST_ROLE, col("role_arn").isNotNull(), "role_arn", "actor"),
      kind(CallKind.FIRST_IP, isAddress, "source_ip", "actor"),
      kind(CallKind.FIRST_REGION, col("region").isNotNull(), "region", "actor")
    };
  }

  private static Column kind(CallKind kind, Column applies, String subject, String detail) {
    return when(
        applies,
        struct(
            lit(kind.name()).as("kind"),
            col("account_id"),
            col(subject).cast(DataTypes.StringType).as("subject"),
            col(detail).as("detail")));
  }
}
