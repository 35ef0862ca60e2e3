package io.lookouttrail.reports.render.html;

import io.lookouttrail.reports.model.Column;
import io.lookouttrail.reports.model.Table;
import java.util.List;

/**
 * A table with its first rows.
 *
 * @param rows the first rows
 * @param total number of all rows
 * @param wide whether it needs landscape format when printed
 */
record HtmlTable(
    String name,
    String title,
    List<String> notes,
    List<Column> columns,
    List<List<HtmlCell>> rows,
    long total,
    boolean wide,
    String sql) {
  private static final int MAX_ROWS = 200;
  private static final int MAX_PORTRAIT_COLUMNS = 7;

  static HtmlTable of(Table table) {
    return new HtmlTable(
        table.name(),
        table.title(),
        table.notes(),
        table.columns(),
        table.rows().first(MAX_ROWS).stream()
            .map(row -> row.stream().map(HtmlCell::of).toList())
            .toList(),
        table.rows().count(),
        table.columns().size() > MAX_PORTRAIT_COLUMNS,
        table.sql());
  }
}
