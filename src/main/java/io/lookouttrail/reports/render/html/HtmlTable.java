package io.lookouttrail.reports.render.html;

import io.lookouttrail.reports.model.Column;
import io.lookouttrail.reports.model.Table;
import io.lookouttrail.reports.render.common.ColumnPriority;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A table with its first rows.
 *
 * @param ranks the rank of each column, from 0 for the one that matters most; where a screen is too
 *     narrow, the page hides those that matter least
 * @param unprinted places from 1 of the columns that paper has no room for
 * @param rows the first rows
 * @param total number of all rows
 * @param wide whether it needs landscape format when printed
 */
record HtmlTable(
    String name,
    String title,
    List<String> notes,
    List<Column> columns,
    List<Integer> ranks,
    List<Integer> unprinted,
    List<List<HtmlCell>> rows,
    long total,
    boolean wide,
    String sql) {
  private static final int MAX_ROWS = 100;
  private static final int MAX_PORTRAIT_COLUMNS = 7;
  private static final int MAX_PRINTED_COLUMNS = 10;

  static HtmlTable of(Table table) {
    List<Integer> ranks = ColumnPriority.ranks(table.columns());
    return new HtmlTable(
        table.name(),
        table.title(),
        table.notes(),
        table.columns(),
        ranks,
        IntStream.range(0, ranks.size())
            .filter(at -> ranks.get(at) >= MAX_PRINTED_COLUMNS)
            .mapToObj(at -> at + 1)
            .toList(),
        table.rows().first(MAX_ROWS).stream()
            .map(row -> row.stream().map(HtmlCell::of).toList())
            .toList(),
        table.rows().count(),
        table.columns().size() > MAX_PORTRAIT_COLUMNS,
        table.sql());
  }
}
