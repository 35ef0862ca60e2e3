package io.lookouttrail.reports.facts;

import static org.apache.spark.sql.functions.array_distinct;
import static org.apache.spark.sql.functions.array_union;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.collect_set;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.timestamp_seconds;
import static org.apache.spark.sql.functions.unix_timestamp;

import io.lookouttrail.identity.Outcome;
import io.lookouttrail.reports.findings.facts.CallKind;
import io.lookouttrail.reports.findings.facts.Thresholds;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.sql.expressions.WindowSpec;

/** Actors of whom many calls were denied within minutes. */
final class DenialFactRows {
  private DenialFactRows() {}

  /**
   * The facts of each span.
   *
   * @param events the events of both, each with its span
   */
  static Dataset<Row> of(Dataset<Row> events, Thresholds thresholds) {
    // Calls less than so many seconds apart lie within the minutes; the time is of whole seconds.
    long width = thresholds.denialBurstMinutes() * 60L - 1;
    WindowSpec minutes =
        Window.partitionBy("span", "account_id", "actor")
            .orderBy("second")
            .rangeBetween(-width, Window.currentRow());
    Dataset<Row> bySecond =
        events
            .where(col("outcome").equalTo(Outcome.DENIED.label()))
            .withColumn("second", unix_timestamp(col("event_time")))
            .groupBy("span", "account_id", "actor", "second")
            .agg(
                count(lit(1)).as("denied"),
                min("action").as("an_action"),
                max("action").as("other_action"))
            .withColumn("within_minutes", sum("denied").over(minutes));
    Dataset<Row> byActor =
        bySecond
            .groupBy("span", "account_id", "actor")
            .agg(
                sum("denied").as("calls"),
                max("within_minutes").as("peak"),
                timestamp_seconds(min("second")).as("first"),
                timestamp_seconds(max("second")).as("last"),
                FactRows.cut(
                        array_distinct(
                            array_union(
                                collect_set(col("an_action")), collect_set(col("other_action")))))
                    .as("details"))
            .withColumnRenamed("actor", "subject")
            .withColumn("weight", col("peak"));
    return FactRows.shaped(
        CallKind.DENIAL_BURST.name(),
        byActor.where(col("peak").geq(thresholds.denialBurstCalls())));
  }
}
