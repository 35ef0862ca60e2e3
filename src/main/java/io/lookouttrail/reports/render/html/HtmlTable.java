package io.lookouttrail.reports.render.html;

import io.lookouttrail.reports.model.Column;
import io.lookouttrail.reports.model.Table;
import java.util.List;

/**
 * A table's beginning.
 *
 * @param rows the first of them
 * @param total how many there are
 * @param wide whether an upright sheet of paper is too narrow for it
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
  private static final int LONGEST = 200;
  private static final int UPRIGHT_COLUMNS = 7;

  static HtmlTable of(Table table) {
    return new HtmlTable(
        table.name(),
        table.title(),
        table.notes(),
        table.columns(),
        table.rows().first(LONGEST).stream()
            .map(row -> row.stream().map(HtmlCell::of).toList())
            .toList(),
        table.rows().count(),
        table.columns().size() > UPRIGHT_COLUMNS,
        table.sql());
  }
}
