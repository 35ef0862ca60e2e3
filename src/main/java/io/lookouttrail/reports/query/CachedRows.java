package io.lookouttrail.reports.query;

import static org.apache.spark.sql.functions.lit;

import io.lookouttrail.tables.SessionSettings;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.storage.StorageLevel;

/**
 * Rows that Spark has computed and caches, so that queries over them read no table again.
 *
 * <p>Up to {@value #SMALL} rows are one partition, and no rows are an empty local relation: a query
 * over them needs no shuffle. Spark's settings for large data would cost more than such a query
 * itself: generating and compiling code, shuffling, and planning again after each shuffle. {@link
 * #withSettings} turns them off.
 *
 * @param count the number of rows, or of the cached rows that they are derived from
 */
public record CachedRows(Dataset<Row> rows, long count) {
  /** Above about this many rows, generated code saves more time than it costs. */
  static final long SMALL = 50_000;

  private static final Map<String, String> SETTINGS_FOR_SMALL =
      Map.of(
          "spark.sql.codegen.wholeStage", "false",
          "spark.sql.codegen.factoryMode", "NO_CODEGEN",
          "spark.sql.adaptive.enabled", "false",
          "spark.sql.shuffle.partitions", "1",
          "spark.sql.autoBroadcastJoinThreshold", "-1");

  /**
   * Computes rows with the session's own settings and caches them, in one Spark job.
   *
   * @param rows stay cached until the caller unpersists them
   */
  static CachedRows of(Dataset<Row> rows) {
    rows.persist(StorageLevel.MEMORY_AND_DISK());
    long count = count(rows);
    if (count == 0) {
      return empty(rows);
    }
    return new CachedRows(count <= SMALL ? rows.coalesce(1) : rows, count);
  }

  /** Counts rows in one Spark job; an aggregate would need a shuffle. */
  static long count(Dataset<Row> rows) {
    return rows.select(lit(1)).javaRDD().count();
  }

  private static CachedRows empty(Dataset<Row> rows) {
    rows.unpersist(false);
    return new CachedRows(rows.sparkSession().createDataFrame(List.of(), rows.schema()), 0);
  }

  /** Returns rows derived from these, not yet computed; they count as many as these. */
  public CachedRows map(UnaryOperator<Dataset<Row>> derive) {
    return new CachedRows(derive.apply(rows), count);
  }

  boolean isEmpty() {
    return count == 0;
  }

  /** Whether queries over these rows run with the settings for small data. */
  public boolean isSmall() {
    return count <= SMALL;
  }

  /** Runs an action with the settings for small data, or with the session's own. */
  public static <T> T withSettings(SparkSession spark, boolean small, Supplier<T> action) {
    return small ? SessionSettings.withSettings(spark, SETTINGS_FOR_SMALL, action) : action.get();
  }
}
