package io.lookouttrail.reports.sections;

import io.lookouttrail.reports.model.Chart;
import io.lookouttrail.reports.model.Column;
import io.lookouttrail.reports.model.Rows;
import io.lookouttrail.reports.model.Table;
import io.lookouttrail.reports.model.Value;
import io.lookouttrail.reports.query.NamedRow;
import io.lookouttrail.reports.sections.CallFigures.Counted;
import java.math.BigDecimal;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The key figures of each month of a period.
 *
 * @param months all months of the period, in order
 * @param rows the figures of the months that have calls
 * @param sql the query that gives the table
 */
record MonthlyFigures(
    List<YearMonth> months, List<Counted> counted, Map<YearMonth, NamedRow> rows, String sql) {
  MonthlyFigures {
    months = List.copyOf(months);
    counted = List.copyOf(counted);
    rows = Map.copyOf(rows);
  }

  /** A row for each month, a column for each figure. */
  Table table() {
    List<Column> columns = new ArrayList<>(List.of(new Column("month", "Month", Column.Type.TEXT)));
    counted.forEach(
        figure -> columns.add(new Column(figure.name(), figure.label(), Column.Type.WHOLE)));
    return new Table(
        "figures_by_month",
        "Key figures by month",
        List.of(CallColumns.DISTINCT_COUNTS),
        columns,
        Rows.of(months.stream().map(this::row).toList()),
        sql);
  }

  private List<Value> row(YearMonth month) {
    List<Value> row = new ArrayList<>(List.of(Value.text(month.toString())));
    counted.forEach(figure -> row.add(Value.whole(number(month, figure))));
    return row;
  }

  private long number(YearMonth month, Counted figure) {
    return Optional.ofNullable(rows.get(month)).map(row -> row.whole(figure.name())).orElse(0L);
  }

  /**
   * Returns a chart with the trend of each figure that is not 0 in all months.
   *
   * @param more trends of other figures, which come last
   */
  Chart chart(List<Chart.Trend> more) {
    List<Chart.Trend> trends = new ArrayList<>();
    for (Counted figure : counted) {
      List<BigDecimal> values =
          months.stream().map(month -> BigDecimal.valueOf(number(month, figure))).toList();
      if (values.stream().anyMatch(value -> value.signum() != 0)) {
        trends.add(new Chart.Trend(figure.name(), figure.label(), figure.unit(), values));
      }
    }
    trends.addAll(more);
    return new Chart.Trends("Key figures by month", summary(trends), months, trends);
  }

  private String summary(List<Chart.Trend> trends) {
    return trends.isEmpty()
        ? "No call in any of the months."
        : "One bar for each month from %s to %s; each figure has its own scale."
            .formatted(months.get(0), months.get(months.size() - 1));
  }
}
