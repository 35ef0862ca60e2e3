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
import io.lookouttrail.reports.findings.facts.CallKind;
import io.lookouttrail.reports.findings.facts.Facts;
import io.lookouttrail.reports.query.CachedRows;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;

/**
 * Facts about what an account saw for the first time: actors, roles, source addresses, Regions. The
 * columns are those of {@link CallFacts}.
 */
final class FirstSeenFacts {
  private FirstSeenFacts() {}

  /**
   * The subjects that an account saw in a period and never before.
   *
   * @param calls the calls with their period
   * @param earlier the calls before both periods
   */
  static FactQuery<Facts.Calls> query(CachedRows calls, CachedRows earlier) {
    return new FactQuery<>(
        new CachedRows(
            query(calls.rows(), earlier.rows()), Math.max(calls.count(), earlier.count())),
        CallFacts::fact);
  }

  private static Dataset<Row> query(Dataset<Row> calls, Dataset<Row> earlier) {
    Column order =
        when(col(FactPeriod.COLUMN).equalTo(FactPeriod.MONTH_BEFORE.name()), 1).otherwise(2);
    Dataset<Row> inPeriods = bySubject(calls.withColumn("order", order));
    Dataset<Row> before =
        bySubject(
            earlier.withColumn("order", lit(0)).withColumn("outcome", lit(null).cast("string")));
    Column sums = struct("calls", "succeeded", "first_call", "last_call", "details", "order");
    return inPeriods
        .union(before)
        .groupBy(FactColumns.KIND, "account_id", "subject")
        .agg(min_by(sums, col("order")).as("earliest"))
        .select(col(FactColumns.KIND), col("account_id"), col("subject"), col("earliest.*"))
        .where(col("order").gt(0))
        .withColumn(
            FactPeriod.COLUMN,
            when(col("order").equalTo(1), FactPeriod.MONTH_BEFORE.name())
                .otherwise(FactPeriod.REPORT.name()));
  }

  /** Sums the calls of each subject; {@code order} is 0 before both periods, then 1, then 2. */
  private static Dataset<Row> bySubject(Dataset<Row> calls) {
    return calls
        .withColumn("fact", explode(array_compact(array(kinds()))))
        .groupBy(
            col("fact.kind").as(FactColumns.KIND),
            col("fact.account_id").as("account_id"),
            col("fact.subject").as("subject"),
            col("order"))
        .agg(
            sum("calls").as("calls"),
            sum(FactColumns.SUCCEEDED).as("succeeded"),
            min("first_call").as("first_call"),
            max("last_call").as("last_call"),
            FactColumns.firstNames("fact.detail").as("details"));
  }

  private static Column[] kinds() {
    Column isAddress = col("source_ip").rlike("^[0-9.]+$|:");
    Column isNotAService = col("actor_kind").notEqual(ActorKind.AWS_SERVICE.label());
    return new Column[] {
      kind(CallKind.FIRST_ACTOR, isNotAService, "actor", "action"),
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
