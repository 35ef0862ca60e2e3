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
 * Rows that were computed and are kept, so that what is asked of them reads no table again.
 *
 * <p>Few rows stand in one part, and no rows in none: a query over them needs no shuffle. Asking
 * them as Spark asks many would cost its fixed price a hundred times over: code that is generated
 * and compiled for each query, shuffles, plans that are made anew after each.
 *
 * @param count how many there are, or of how many they were made
 */
public record CachedRows(Dataset<Row> rows, long count) {
  /** From about here on generated code wins back what it costs. */
  static final long FEW = 50_000;

  private static final Map<String, String> FOR_FEW =
      Map.of(
          "spark.sql.codegen.wholeStage", "false",
          "spark.sql.codegen.factoryMode", "NO_CODEGEN",
          "spark.sql.adaptive.enabled", "false",
          "spark.sql.shuffle.partitions", "1",
          "spark.sql.autoBroadcastJoinThreshold", "-1");

  /**
   * Computes rows, once, as Spark does by itself.
   *
   * @param rows kept until they are unpersisted
   */
  static CachedRows of(Dataset<Row> rows) {
    rows.persist(StorageLevel.MEMORY_AND_DISK());
    long count = count(rows);
    if (count == 0) {
      return none(rows);
    }
    return new CachedRows(count <= FEW ? rows.coalesce(1) : rows, count);
  }

  /** In one job, where an aggregate would take a shuffle. */
  static long count(Dataset<Row> rows) {
    return rows.select(lit(1)).javaRDD().count();
  }

  private static CachedRows none(Dataset<Row> rows) {
    rows.unpersist(false);
    return new CachedRows(rows.sparkSession().createDataFrame(List.of(), rows.schema()), 0);
  }

  /** The same of these rows; what is made of few is few. */
  public CachedRows with(UnaryOperator<Dataset<Row>> made) {
    return new CachedRows(made.apply(rows), count);
  }

  boolean isEmpty() {
    return count == 0;
  }

  public boolean few() {
    return count <= FEW;
  }

  /** Asks with the settings that suit few rows, or with the session's own. */
  public static <T> T asking(SparkSession spark, boolean few, Supplier<T> question) {
    return few ? SessionSettings.withSettings(spark, FOR_FEW, question) : question.get();
  }
}
