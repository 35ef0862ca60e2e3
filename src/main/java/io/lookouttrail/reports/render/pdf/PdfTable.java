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

/** A table as the PDF shows it: its first rows, and as many columns as a page is wide. */
final class PdfTable {
  /** Millimetres between the margins of an A4 page. */
  static final int PORTRAIT = 178;

  static final int LANDSCAPE = 265;

  private static final int ROWS = 40;
  private static final int MOST_NARROW_COLUMNS = 8;
  private static final int CELL = 220;
  private static final int PATH = 100;
  private static final int PATH_HEAD = 24;

  /** Millimetres of a character of the table's font, and of a cell's padding. */
  private static final double CHARACTER = 1.42;

  private static final double PADDING = 2.2;
  private static final int NARROWEST = 7;

  /** The characters of a moment as people read it. */
  private static final int MOMENT = 19;

  private static final int WIDEST = 44;

  private final Table table;
  private final int width;
  private final List<List<Value>> rows;

  PdfTable(Table table, int width) {
    this.table = table;
    this.width = width;
    this.rows = table.rows().first(ROWS);
  }

  /** Whether it needs a page that lies on its side. */
  static boolean isWide(Table table) {
    return table.columns().size() > MOST_NARROW_COLUMNS;
  }

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
        .map(value -> PdfText.of(shortened(PrintableText.forPeople(value)), CELL))
        .toList();
  }

  /** A path is known by how it begins and ends; what is left out stands in the CSV. */
  private static String shortened(String text) {
    if (text.length() <= PATH || text.indexOf(' ') >= 0) {
      return text;
    }
    int tail = text.length() - (PATH - PATH_HEAD);
    return text.substring(0, PATH_HEAD) + '\u2026' + text.substring(tail);
  }

  /** How much there is, and where what is not shown stands. */
  private String foot(int columns) {
    long count = table.rows().count();
    int left = table.columns().size() - columns;
    String file = table.name() + ".csv";
    if (count > rows.size()) {
      return String.format(
              Locale.ROOT,
              "The first %,d of %,d rows; all of them are in %s.",
              rows.size(),
              count,
              file)
          + (left > 0 ? " " + left + " columns more are there." : "");
    }
    String text = count == 1 ? "1 row" : String.format(Locale.ROOT, "%,d rows", count);
    return text + ", also in " + file + (left > 0 ? " with " + left + " columns more." : ".");
  }

  /** Millimetres of the columns that fit, from the left; text takes what numbers leave. */
  private List<Double> widths() {
    List<Double> least = new ArrayList<>();
    double used = 0;
    for (int i = 0; i < table.columns().size(); i++) {
      double needed = least(i);
      if (used + needed > width && !least.isEmpty()) {
        break;
      }
      least.add(needed);
      used += needed;
    }
    double wanted = 0;
    for (int i = 0; i < least.size(); i++) {
      wanted += Math.max(0, whole(i) - least.get(i));
    }
    double share = wanted == 0 ? 0 : Math.min(1, Math.max(0, width - used) / wanted);
    List<Double> widths = new ArrayList<>();
    for (int i = 0; i < least.size(); i++) {
      widths.add(least.get(i) + share * Math.max(0, whole(i) - least.get(i)));
    }
    return widths;
  }

  /** What a column needs so that no word of its heading and no number is broken. */
  private double least(int column) {
    int longest = 0;
    for (String word : heading(table.columns().get(column)).split("\\s+", -1)) {
      longest = Math.max(longest, word.length());
    }
    for (List<Value> row : rows) {
      String text = PrintableText.forPeople(row.get(column));
      longest = Math.max(longest, unbroken(row.get(column), text));
    }
    return PADDING + CHARACTER * Math.max(NARROWEST, Math.min(MOMENT, longest));
  }

  /** How many characters of a value must stay on one line. */
  private static int unbroken(Value value, String text) {
    if (value instanceof Value.Moment) {
      return MOMENT;
    }
    boolean written = value instanceof Value.Text || value instanceof Value.Identifier;
    return written ? Math.min(13, text.length()) : text.length();
  }

  private double whole(int column) {
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
