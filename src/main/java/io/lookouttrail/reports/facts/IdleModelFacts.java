package io.lookouttrail.reports.facts;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.sum;

import io.lookouttrail.reports.findings.facts.Facts;
import io.lookouttrail.reports.findings.facts.Thresholds;
import io.lookouttrail.reports.query.CachedRows;
import io.lookouttrail.reports.query.NamedRow;
import io.lookouttrail.reports.query.ReportPeriods;
import java.time.Instant;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;

/**
 * Facts about models that ran for a long time without a detection.
 *
 * <p>Columns: {@code period}, {@code account_id}, {@code model}, {@code hours}, {@code
 * inference_hours}, {@code first_started}, {@code last_stopped}.
 */
final class IdleModelFacts {
  /** The models with the most hours come first. */
  static final List<Column> ORDER =
      List.of(col("hours").desc(), col("account_id").asc_nulls_first(), col("model").asc());

  private IdleModelFacts() {}

  /** Maps a row to its fact. */
  private static Facts.IdleModel fact(NamedRow row) {
    return new Facts.IdleModel(
        row.text("account_id").orElse("unknown"),
        row.text("model").orElse(""),
        row.fraction("hours"),
        row.fraction("inference_hours"),
        row.timestamp("first_started").orElse(Instant.EPOCH),
        row.timestamp("last_stopped").orElse(Instant.EPOCH));
  }

  /**
   * The idle models of each period.
   *
   * @param modelRuns the runs of both periods
   */
  static FactQuery<Facts.IdleModel> query(
      CachedRows modelRuns, ReportPeriods periods, Thresholds thresholds) {
    return new FactQuery<>(
        modelRuns.map(rows -> query(rows, periods, thresholds.idleModelHours())),
        IdleModelFacts::fact);
  }

  private static Dataset<Row> query(Dataset<Row> modelRuns, ReportPeriods periods, int minHours) {
    Column model =
        concat(
            coalesce(col("project_name"), lit("?")),
            lit("/"),
            coalesce(col("model_version"), lit("?")),
            lit(" in "),
            coalesce(col("region"), lit("?")));
    return FactPeriod.byMonth(modelRuns, periods)
        .where(coalesce(col("detections"), lit(0L)).equalTo(0))
        .groupBy(col(FactPeriod.COLUMN), col("account_id"), model.as("model"))
        .agg(
            exactSum("hours").as("hours"),
            exactSum("inference_hours_low").as("inference_hours"),
            min("started_at").as("first_started"),
            max("stopped_at").as("last_stopped"))
        .where(col("hours").geq(minHours))
        .withColumn("hours", col("hours").cast(DataTypes.DoubleType))
        .withColumn("inference_hours", col("inference_hours").cast(DataTypes.DoubleType));
  }

  /** Sums as decimals: a sum of doubles depends on the order of the rows. */
  private static Column exactSum(String hours) {
    return sum(col(hours).cast("decimal(20,6)"));
  }
}
