package io.lookouttrail.reports.facts;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.array_compact;
import static org.apache.spark.sql.functions.array_distinct;
import static org.apache.spark.sql.functions.array_sort;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.collect_set;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.row_number;
import static org.apache.spark.sql.functions.slice;
import static org.apache.spark.sql.functions.when;

import io.lookouttrail.reports.query.ReportPeriods;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.sql.expressions.WindowSpec;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/**
 * The one shape in which facts of every kind come from Spark, so that one action brings them all.
 *
 * <p>{@code calls} is how many calls, files or entries; {@code weight} is by what the first of many
 * are chosen; {@code details} are a few names.
 */
final class FactRows {
  static final String PERIOD = "period";
  static final String BEFORE = "before";

  /** The names that a fact brings at most. */
  private static final int MOST_DETAILS = 5;

  private static final StructType SHAPE =
      new StructType()
          .add("span", DataTypes.StringType)
          .add("kind", DataTypes.StringType)
          .add("account_id", DataTypes.StringType)
          .add("subject", DataTypes.StringType)
          .add("state", DataTypes.StringType)
          .add("calls", DataTypes.LongType)
          .add("succeeded", DataTypes.LongType)
          .add("peak", DataTypes.LongType)
          .add("hours", DataTypes.DoubleType)
          .add("inference_hours", DataTypes.DoubleType)
          .add("first", DataTypes.TimestampType)
          .add("last", DataTypes.TimestampType)
          .add("details", DataTypes.createArrayType(DataTypes.StringType))
          .add("weight", DataTypes.DoubleType);

  private FactRows() {}

  /** Brings rows into the one shape; columns that they lack are empty. */
  static Dataset<Row> shaped(String kind, Dataset<Row> rows) {
    return shaped(rows.withColumn("kind", lit(kind)));
  }

  /** As {@link #shaped(String, Dataset)}, of rows that say their kind themselves. */
  static Dataset<Row> shaped(Dataset<Row> rows) {
    Set<String> there = Arrays.stream(rows.columns()).collect(Collectors.toSet());
    Column[] columns =
        Arrays.stream(SHAPE.fields())
            .map(field -> column(field, there).cast(field.dataType()).as(field.name()))
            .toArray(Column[]::new);
    return rows.select(columns);
  }

  private static Column column(StructField field, Set<String> there) {
    if (there.contains(field.name())) {
      return col(field.name());
    }
    return field.name().equals("weight") ? col("calls") : lit(null);
  }

  /**
   * The first of each kind and span, those of the most weight, and beside each how many there are.
   */
  static Dataset<Row> top(Dataset<Row> facts, int limit) {
    WindowSpec all = Window.partitionBy("span", "kind");
    WindowSpec heaviestFirst =
        all.orderBy(
            col("weight").desc(),
            col("account_id").asc_nulls_first(),
            col("subject").asc(),
            col("state").asc_nulls_first());
    return facts
        .withColumn("total", count(lit(1)).over(all))
        .withColumn("place", row_number().over(heaviestFirst))
        .where(col("place").leq(limit));
  }

  /** A few of a column's values, in order. */
  static Column some(String column) {
    return slice(array_sort(collect_set(col(column))), 1, MOST_DETAILS);
  }

  /** The first and the last of many values, without holding them all. */
  static Column ends(String column) {
    return array_distinct(array_compact(array(min(col(column)), max(col(column)))));
  }

  /** The first of these names. */
  static Column cut(Column names) {
    return slice(array_sort(names), 1, MOST_DETAILS);
  }

  /**
   * The rows of a day, or of some, in each span that they touch.
   *
   * @param first the first day, a date
   * @param last the last day, a date
   * @param later days after a span that still belong to it
   */
  static Dataset<Row> inSpans(
      Dataset<Row> rows, ReportPeriods spans, Column first, Column last, int later) {
    return rows.withColumn(
        "span",
        explode(
            array_compact(
                array(
                    touching(PERIOD, first, last, spans.firstDay(), spans.lastDay(), later),
                    touching(
                        BEFORE,
                        first,
                        last,
                        spans.firstDayBefore(),
                        spans.lastDayBefore(),
                        later)))));
  }

  private static Column touching(
      String span, Column first, Column last, LocalDate from, LocalDate to, int later) {
    return when(first.leq(lit(to.plusDays(later))).and(last.geq(lit(from))), lit(span));
  }

  /** All of them under each other. */
  static Dataset<Row> union(List<Dataset<Row>> parts) {
    return parts.stream().reduce(Dataset::union).orElseThrow();
  }
}
