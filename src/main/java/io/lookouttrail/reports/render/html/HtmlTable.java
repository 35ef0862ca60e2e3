package io.lookouttrail.reports.render.html;

import io.lookouttrail.reports.model.Column;
import io.lookouttrail.reports.model.Table;
import io.lookouttrail.reports.render.common.ColumnPriority;
import io.lookouttrail.reports.render.common.PaperSelection;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A table with its first rows.
 *
 * @param ranks the rank of each column, from 0 for the one that matters most; where a screen is too
 *     narrow, the page hides those that matter least
 * @param unprinted places from 1 of the columns that paper has no room for
 * @param rows the first rows
 * @param paperRows number of the first rows that are printed; 0 for a table that is not printed
 * @param total number of all rows
 * @param wide whether it needs a small font when printed
 */
record HtmlTable(
    String name,
    String title,
    List<String> notes,
    List<Column> columns,
    List<Integer> ranks,
    List<Integer> unprinted,
    List<List<HtmlCell>> rows,
    int paperRows,
    long total,
    boolean wide,
    String sql) {
  private static final int MAX_ROWS = 100;
  private static final int MAX_COLUMNS_OF_FULL_SIZE = 7;
  private static final int MAX_PRINTED_COLUMNS = 10;

  static HtmlTable of(Table table) {
    PaperSelection paper = PaperSelection.of(table);
    List<Integer> ranks = ColumnPriority.ranks(table.columns());
    List<Integer> unprinted = unprinted(paper.positions(table), ranks);
    return new HtmlTable(
        table.name(),
        table.title(),
        table.notes(),
        table.columns(),
        ranks,
        unprinted,
        table.rows().first(MAX_ROWS).stream()
            .map(row -> row.stream().map(HtmlCell::of).toList())
            .toList(),
        paper.rows(),
        table.rows().count(),
        table.columns().size() - unprinted.size() > MAX_COLUMNS_OF_FULL_SIZE,
        table.sql());
  }

  /**
   * The places of the columns that are not selected for paper. The first column is always printed;
   * if all are selected, those that matter most are.
   */
  private static List<Integer> unprinted(List<Integer> selected, List<Integer> ranks) {
    boolean hasRoom = selected.size() <= MAX_PRINTED_COLUMNS || selected.size() < ranks.size();
    return IntStream.range(1, ranks.size())
        .filter(at -> hasRoom ? !selected.contains(at) : ranks.get(at) >= MAX_PRINTED_COLUMNS)
        .mapToObj(at -> at + 1)
        .toList();
  }
}
