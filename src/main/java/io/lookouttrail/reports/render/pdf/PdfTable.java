package io.lookouttrail.reports.render.pdf;

import io.lookouttrail.reports.model.Column;
import io.lookouttrail.reports.model.Table;
import io.lookouttrail.reports.model.Value;
import io.lookouttrail.reports.render.common.PrintableText;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Layout of a table in the PDF: its first rows, and the columns that fit the width of the page. */
final class PdfTable {
  /** Millimetres between the margins of an A4 page. */
  static final int PORTRAIT = 178;

  static final int LANDSCAPE = 265;

  private static final int MAX_ROWS = 40;
  private static final int MAX_PORTRAIT_COLUMNS = 8;
  private static final int MAX_CELL = 220;
  private static final int MAX_PATH = 100;
  private static final int PATH_START = 24;

  /** Average width of a character in the font of the table, in millimetres. */
  private static final double CHARACTER = 1.42;

  /** Padding of a cell, in millimetres. */
  private static final double PADDING = 2.2;

  /** Narrowest and widest column, in characters. */
  private static final int NARROWEST = 7;

  private static final int WIDEST = 44;

  /** Number of characters of a time, such as {@code 2025-09-04 06:02:11}. */
  private static final int MOMENT = 19;

  private final Table table;
  private final int width;
  private final List<List<Value>> rows;

  PdfTable(Table table, int width) {
    this.table = table;
    this.width = width;
    this.rows = table.rows().first(MAX_ROWS);
  }

  /** Whether the table needs a page in landscape format. */
  static boolean isWide(Table table) {
    return table.columns().size() > MAX_PORTRAIT_COLUMNS;
  }

  /** The values for the template. */
  Map<String, Object> values() {
    List<Double> widths = widths();
    List<Column> shown = table.columns().subList(0, widths.size());
    List<Map<String, Object>> columns = new ArrayList<>();
    double total = widths.stream().mapToDouble(Double::doubleValue).sum();
    for (int i = 0; i < shown.size(); i++) {
      columns.add(
          Map.of(
              "label",
              PdfText.of(heading(shown.get(i)), 60),
              "number",
              isNumber(shown.get(i)),
              "width",
              String.format(Locale.ROOT, "%.2f", 100 * widths.get(i) / total)));
    }
    Map<String, Object> values = new LinkedHashMap<>();
    values.put("title", PdfText.of(table.title(), 120));
    values.put("notes", table.notes().stream().map(note -> PdfText.of(note, 600)).toList());
    values.put("columns", columns);
    values.put("rows", rows.stream().map(row -> cells(row, shown.size())).toList());
    values.put("foot", foot(shown.size()));
    return values;
  }

  private static String heading(Column column) {
    return column.type() == Column.Type.MOMENT ? column.label() + " (UTC)" : column.label();
  }

  private static List<String> cells(List<Value> row, int columns) {
    return row.stream()
        .limit(columns)
        .map(value -> PdfText.of(shortened(PrintableText.forPeople(value)), MAX_CELL))
        .toList();
  }

  /** Omits the middle of a long path; the CSV file has the whole path. */
  private static String shortened(String text) {
    if (text.length() <= MAX_PATH || text.indexOf(' ') >= 0) {
      return text;
    }
    int end = text.length() - (MAX_PATH - PATH_START);
    return text.substring(0, PATH_START) + '\u2026' + text.substring(end);
  }

  /** A line below the table: the number of rows, and the file that has all rows and columns. */
  private String foot(int columns) {
    long count = table.rows().count();
    int omitted = table.columns().size() - columns;
    String more = omitted > 0 ? ", with %d more columns.".formatted(omitted) : ".";
    String file = table.name() + ".csv";
    if (count > rows.size()) {
      return String.format(
              Locale.ROOT,
              "The first %,d of %,d rows; all of them are in %s",
              rows.size(),
              count,
              file)
          + more;
    }
    String text = count == 1 ? "1 row" : String.format(Locale.ROOT, "%,d rows", count);
    return text + ", also in " + file + more;
  }

  /**
   * Widths in millimetres of the columns that fit; the longer columns share the remaining width.
   */
  private List<Double> widths() {
    List<Double> minWidths = new ArrayList<>();
    double used = 0;
    for (int i = 0; i < table.columns().size(); i++) {
      double needed = minWidth(i);
      if (used + needed > width && !minWidths.isEmpty()) {
        break;
      }
      minWidths.add(needed);
      used += needed;
    }
    double missing = 0;
    for (int i = 0; i < minWidths.size(); i++) {
      missing += Math.max(0, fullWidth(i) - minWidths.get(i));
    }
    double share = missing == 0 ? 0 : Math.min(1, Math.max(0, width - used) / missing);
    List<Double> widths = new ArrayList<>();
    for (int i = 0; i < minWidths.size(); i++) {
      widths.add(minWidths.get(i) + share * Math.max(0, fullWidth(i) - minWidths.get(i)));
    }
    return widths;
  }

  /** The narrowest width that breaks no word of the heading and no number, in millimetres. */
  private double minWidth(int column) {
    int longest = 0;
    for (String word : heading(table.columns().get(column)).split("\\s+", -1)) {
      longest = Math.max(longest, word.length());
    }
    for (List<Value> row : rows) {
      String text = PrintableText.forPeople(row.get(column));
      longest = Math.max(longest, unbreakableLength(row.get(column), text));
    }
    return PADDING + CHARACTER * Math.max(NARROWEST, Math.min(MOMENT, longest));
  }

  /** Number of characters of a value that must stay on one line. */
  private static int unbreakableLength(Value value, String text) {
    if (value instanceof Value.Moment) {
      return MOMENT;
    }
    boolean isText = value instanceof Value.Text || value instanceof Value.Identifier;
    return isText ? Math.min(13, text.length()) : text.length();
  }

  /** The width that shows the longest value on one line, in millimetres. */
  private double fullWidth(int column) {
    int longest = 0;
    for (List<Value> row : rows) {
      longest = Math.max(longest, PrintableText.forPeople(row.get(column)).length());
    }
    return PADDING + CHARACTER * Math.min(WIDEST, longest);
  }

  private static boolean isNumber(Column column) {
    return column.type() == Column.Type.WHOLE || column.type() == Column.Type.DECIMAL;
  }
}
