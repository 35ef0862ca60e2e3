package io.lookouttrail.reports;

import io.lookouttrail.reports.model.Table;
import io.lookouttrail.reports.model.Value;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;

/** What a table's columns add up to. */
final class Sums {
  private Sums() {}

  /** The sum of every column of whole numbers, by the column's name. */
  static Map<String, Long> of(Table table) {
    Map<String, Long> sums = new LinkedHashMap<>();
    table.columns().forEach(column -> sums.put(column.name(), 0L));
    table.rows().forEach(row -> add(row, table, sums));
    return sums;
  }

  private static void add(List<Value> row, Table table, Map<String, Long> sums) {
    for (int i = 0; i < row.size(); i++) {
      if (row.get(i) instanceof Value.Whole whole) {
        sums.merge(table.columns().get(i).name(), whole.number(), Long::sum);
      }
    }
  }

  /** The same for each value of the first column. */
  static Map<String, Map<String, Long>> byKey(Table table) {
    Map<String, Map<String, Long>> sums = new LinkedHashMap<>();
    table
        .rows()
        .forEach(
            row ->
                add(
                    row,
                    table,
                    sums.computeIfAbsent(name(row.get(0)), key -> new LinkedHashMap<>())));
    return sums;
  }

  /** What a column of names holds. */
  static SortedSet<String> names(Table table, String column) {
    int at = table.columns().stream().map(each -> each.name()).toList().indexOf(column);
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
