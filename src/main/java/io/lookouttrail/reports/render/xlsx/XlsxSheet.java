package io.lookouttrail.reports.render.xlsx;

import io.lookouttrail.reports.model.Column;
import io.lookouttrail.reports.model.Table;
import io.lookouttrail.reports.model.Value;
import io.lookouttrail.reports.render.common.PrintableText;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import org.dhatim.fastexcel.Worksheet;

/** Writer of a table as a sheet: frozen heading, filters, and as many rows as Excel can hold. */
final class XlsxSheet {
  /** Number of rows that are held in memory before they are flushed. */
  private static final int BATCH = 500;

  /** Number of rows from which the width of a column is estimated. */
  private static final int SAMPLE = 100;

  private static final int NARROWEST = 9;
  private static final int WIDEST = 60;

  private final Worksheet sheet;
  private final Table table;
  private final int limit;
  private final XlsxCells cells;
  private int nextRow = 1;
  private long omitted;

  XlsxSheet(Worksheet sheet, Table table) {
    this(sheet, table, Worksheet.MAX_ROWS);
  }

  /**
   * A sheet with a limit of rows.
   *
   * @param limit the most rows, including the heading and the note on omitted rows
   */
  XlsxSheet(Worksheet sheet, Table table, int limit) {
    this.sheet = sheet;
    this.table = table;
    this.limit = limit;
    this.cells = new XlsxCells(sheet);
  }

  void write() throws IOException {
    heading();
    try {
      table.rows().forEach(this::row);
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
    if (nextRow > 1) {
      sheet.setAutoFilter(0, 0, nextRow - 1, table.columns().size() - 1);
    }
    if (omitted > 0) {
      cells.text(
          nextRow,
          0,
          String.format(
              Locale.ROOT,
              "%,d more rows are in %s.csv; a sheet cannot hold them.",
              omitted,
              table.name()));
    }
    sheet.finish();
  }

  private void heading() {
    List<List<Value>> sample = table.rows().first(SAMPLE);
    sheet.freezePane(0, 1);
    sheet.repeatRows(0);
    sheet.pageOrientation("landscape");
    sheet.setFitToPage(true);
    sheet.fitToHeight((short) 0);
    for (int i = 0; i < table.columns().size(); i++) {
      String heading = heading(table.columns().get(i));
      cells.heading(0, i, heading);
      sheet.width(i, width(heading, sample, i));
    }
  }

  private static String heading(Column column) {
    return column.type() == Column.Type.MOMENT ? column.label() + " (UTC)" : column.label();
  }

  /** The width of a column in characters, estimated from its heading and the sample. */
  private static int width(String heading, List<List<Value>> sample, int column) {
    int longestWord = 0;
    for (String word : heading.split("\\s+", -1)) {
      longestWord = Math.max(longestWord, word.length());
    }
    int longest = Math.max(longestWord, heading.length() / 2);
    for (List<Value> row : sample) {
      longest = Math.max(longest, PrintableText.forPeople(row.get(column)).length());
    }
    return Math.min(WIDEST, Math.max(NARROWEST, longest + 3));
  }

  private void row(List<Value> row) {
    if (nextRow >= limit - 1) {
      omitted++;
      return;
    }
    for (int i = 0; i < row.size(); i++) {
      cells.value(nextRow, i, row.get(i));
    }
    if (nextRow++ % BATCH == 0) {
      try {
        sheet.flush();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
