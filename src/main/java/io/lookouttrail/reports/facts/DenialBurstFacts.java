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
import io.lookouttrail.reports.findings.facts.Facts;
import io.lookouttrail.reports.findings.facts.Thresholds;
import io.lookouttrail.reports.query.CachedRows;
import io.lookouttrail.reports.query.NamedRow;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.sql.expressions.WindowSpec;

/**
 * Facts about actors who were denied many calls within minutes.
 *
 * <p>Columns: {@code period}, {@code account_id}, {@code actor}, {@code denied} in the whole
 * period, {@code most_within_minutes}, {@code first_denied}, {@code last_denied}, {@code actions}.
 */
final class DenialBurstFacts {
  /** The largest bursts come first. */
  static final List<Column> ORDER =
      List.of(
          col("most_within_minutes").desc(),
          col("account_id").asc_nulls_first(),
          col("actor").asc());

  private DenialBurstFacts() {}

  /** Maps a row to its fact. */
  private static Facts.DenialBurst fact(NamedRow row) {
    return new Facts.DenialBurst(
        row.text("account_id"),
        row.text("actor").orElse(""),
        row.whole("denied"),
        row.whole("most_within_minutes"),
        row.timestamp("first_denied").orElseThrow(),
        row.timestamp("last_denied").orElseThrow(),
        row.texts("actions"));
  }

  /**
   * The bursts of each period.
   *
   * @param events the events with their period
   */
  static FactQuery<Facts.DenialBurst> query(CachedRows events, Thresholds thresholds) {
    return new FactQuery<>(events.map(rows -> query(rows, thresholds)), DenialBurstFacts::fact);
  }

  private static Dataset<Row> query(Dataset<Row> events, Thresholds thresholds) {
    return denialsBySecond(events, thresholds.denialBurstMinutes())
        .groupBy(FactPeriod.COLUMN, "account_id", "actor")
        .agg(
            sum("denied").as("denied"),
            max("within_minutes").as("most_within_minutes"),
            timestamp_seconds(min("second")).as("first_denied"),
            timestamp_seconds(max("second")).as("last_denied"),
            FactColumns.firstNames(
                    array_distinct(
                        array_union(
                            collect_set(col("first_action")), collect_set(col("last_action")))))
                .as("actions"))
        .where(col("most_within_minutes").geq(thresholds.denialBurstCalls()));
  }

  /** Counts denied calls by second, and in the minutes that end with each second. */
  private static Dataset<Row> denialsBySecond(Dataset<Row> events, int minutes) {
    // Event times are whole seconds: a window of n seconds reaches back n - 1.
    long secondsBack = minutes * 60L - 1;
    WindowSpec window =
        Window.partitionBy(FactPeriod.COLUMN, "account_id", "actor")
            .orderBy("second")
            .rangeBetween(-secondsBack, Window.currentRow());
    return events
        .where(col("outcome").equalTo(Outcome.DENIED.label()))
        .withColumn("second", unix_timestamp(col("event_time")))
        .groupBy(FactPeriod.COLUMN, "account_id", "actor", "second")
        .agg(
            count(lit(1)).as("denied"),
            min("action").as("first_action"),
            max("action").as("last_action"))
        .withColumn("within_minutes", sum("denied").over(window));
  }
}
