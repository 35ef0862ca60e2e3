package io.lookouttrail.reports.sections;

import io.lookouttrail.reports.model.Column;
import io.lookouttrail.reports.model.Table;
import io.lookouttrail.reports.model.Value;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;

/** The totals of a table's whole-number columns, by column name. */
final class ColumnTotals {
  static final ColumnTotals NONE = new ColumnTotals();

  private final Map<String, Long> byColumn = new LinkedHashMap<>();

  private ColumnTotals() {}

  /** Adds up all rows. */
  static ColumnTotals of(Table table) {
    ColumnTotals totals = new ColumnTotals();
    table.rows().forEach(row -> totals.add(table, row));
    return totals;
  }

  /** Adds up the rows of each value in the first column. */
  static Map<String, ColumnTotals> byKey(Table table) {
    Map<String, ColumnTotals> totals = new LinkedHashMap<>();
    table
        .rows()
        .forEach(
            row ->
                totals
                    .computeIfAbsent(name(row.get(0)), key -> new ColumnTotals())
                    .add(table, row));
    return totals;
  }

  /** Returns a column's total; 0 where it has no numbers. */
  long get(String column) {
    return byColumn.getOrDefault(column, 0L);
  }

  private void add(Table table, List<Value> row) {
    for (int i = 0; i < row.size(); i++) {
      if (row.get(i) instanceof Value.Whole whole) {
        byColumn.merge(table.columns().get(i).name(), whole.number(), Long::sum);
      }
    }
  }

  /** Returns the distinct names in a column. */
  static SortedSet<String> names(Table table, String column) {
    int at = table.columns().stream().map(Column::name).toList().indexOf(column);
    SortedSet<String> names = new TreeSet<>();
    table
        .rows()
        .forEach(
            row -> {
              if (!row.get(at).equals(Value.NOTHING)) {
                names.add(name(row.get(at)));
              }
            });
    return names;
  }

  private static String name(Value value) {
    if (value instanceof Value.Text text) {
      return text.text();
    }
    return value instanceof Value.Identifier identifier ? identifier.text() : "";
  }
}
