package io.lookouttrail.reports.memory;

import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** The result of a query that was computed in memory. */
public record ResultRows(List<ResultColumn> columns, List<ResultRow> rows) {
  public ResultRows {
    columns = List.copyOf(columns);
    rows = List.copyOf(rows);
  }

  /**
   * Returns the rows in the order of some columns, as Spark sorts them: ascending, nulls first.
   *
   * @param names the columns to sort by, the most significant first
   */
  public ResultRows orderedBy(String... names) {
    Comparator<ResultRow> order =
        Stream.of(names)
            .map(this::by)
            .reduce(Comparator::thenComparing)
            .orElseThrow(() -> new IllegalArgumentException("no column to sort by"));
    return new ResultRows(columns, rows.stream().sorted(order).toList());
  }

  private Comparator<ResultRow> by(String name) {
    int place = place(name);
    return Comparator.comparing(row -> row.cells().get(place), CellOrder.NULLS_FIRST);
  }

  private int place(String name) {
    for (int i = 0; i < columns.size(); i++) {
      if (columns.get(i).name().equals(name)) {
        return i;
      }
    }
    throw new IllegalArgumentException("no column " + name);
  }
}
