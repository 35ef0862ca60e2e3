package io.lookouttrail.benchmark;

import io.lookouttrail.reports.model.Column;
import io.lookouttrail.reports.model.Table;
import io.lookouttrail.reports.model.Value;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;

/** Number of a table's rows, and the sum of each whole-number column, by column name. */
record Totals(TreeMap<String, Long> sums) {
  private static final String ROWS = "(rows)";

  static Totals of(Table table) {
    Totals totals = new Totals(new TreeMap<>());
    List<Column> columns = table.columns();
    table
        .rows()
        .forEach(
            row -> {
              totals.add(ROWS, 1);
              for (int i = 0; i < columns.size(); i++) {
                if (row.get(i) instanceof Value.Whole whole) {
                  totals.add(columns.get(i).name(), whole.number());
                }
              }
            });
    return totals;
  }

  /** Reads all rows of a query's result. */
  static Totals of(ResultSet rows) throws SQLException {
    Totals totals = new Totals(new TreeMap<>());
    int columns = rows.getMetaData().getColumnCount();
    while (rows.next()) {
      totals.add(ROWS, 1);
      for (int i = 1; i <= columns; i++) {
        if (rows.getObject(i) instanceof Long number) {
          totals.add(rows.getMetaData().getColumnName(i), number);
        }
      }
    }
    return totals;
  }

  private void add(String name, long number) {
    sums.merge(name, number, Long::sum);
  }

  /** Returns the totals of the columns that the other one has too. */
  Totals limitedTo(Totals other) {
    Set<String> names = other.sums.keySet();
    TreeMap<String, Long> shared = new TreeMap<>(sums);
    shared.keySet().retainAll(names);
    return new Totals(shared);
  }
}
