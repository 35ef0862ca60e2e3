package io.lookouttrail.reports.facts;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.row_number;

import io.lookouttrail.reports.findings.facts.TopItems;
import io.lookouttrail.reports.query.CachedRows;
import io.lookouttrail.reports.query.NamedRow;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.sql.expressions.WindowSpec;

/**
 * A query for facts, and the mapping of its rows to the facts' record. Each read is one Spark
 * action.
 *
 * @param <T> the record
 * @param rows one row per fact, not yet computed. The columns are those that {@code mapping} reads,
 *     and for {@link #readTop} {@code period} ({@link FactPeriod}) and, where the query gives facts
 *     of several kinds, {@code kind}.
 * @param mapping makes the record of a row, by column name
 */
record FactQuery<T>(CachedRows rows, Function<NamedRow, T> mapping) {
  private static final String TOTAL = "total";
  private static final String RANK = "rank";

  /** Reads all facts. For queries whose result is bounded, such as one row per month and run. */
  List<T> readAll() {
    return collect(rows.rows()).stream().map(mapping).toList();
  }

  /**
   * Reads the first facts of each period and kind, and the number of all.
   *
   * @param limit the number of facts to read of each period and kind
   * @param order a total order of the facts of one period and kind
   */
  RankedFacts<T> readTop(int limit, List<Column> order) {
    boolean hasKind = Arrays.asList(rows.rows().columns()).contains(FactColumns.KIND);
    WindowSpec group =
        hasKind
            ? Window.partitionBy(FactPeriod.COLUMN, FactColumns.KIND)
            : Window.partitionBy(FactPeriod.COLUMN);
    Dataset<Row> top =
        rows.rows()
            .withColumn(TOTAL, count(lit(1)).over(group))
            .withColumn(RANK, row_number().over(group.orderBy(order.toArray(Column[]::new))))
            .where(col(RANK).leq(limit));
    Map<RankedFacts.Group, List<NamedRow>> byGroup =
        collect(top).stream()
            .sorted(Comparator.comparingLong(row -> row.whole(RANK)))
            .collect(Collectors.groupingBy(row -> group(row, hasKind)));
    Map<RankedFacts.Group, TopItems<T>> facts = new HashMap<>();
    byGroup.forEach((key, found) -> facts.put(key, topItems(found)));
    return new RankedFacts<>(facts);
  }

  private static RankedFacts.Group group(NamedRow row, boolean hasKind) {
    return new RankedFacts.Group(
        FactPeriod.valueOf(row.text(FactPeriod.COLUMN).orElseThrow()),
        hasKind ? row.text(FactColumns.KIND) : Optional.empty());
  }

  private TopItems<T> topItems(List<NamedRow> rows) {
    return new TopItems<>(rows.stream().map(mapping).toList(), rows.get(0).whole(TOTAL));
  }

  private List<NamedRow> collect(Dataset<Row> facts) {
    return CachedRows.withSettings(
        facts.sparkSession(), rows.isSmall(), () -> NamedRow.all(facts.collectAsList()));
  }
}
