package io.lookouttrail.reports.render.pdf;

import io.lookouttrail.reports.model.Column;
import io.lookouttrail.reports.model.Table;
import io.lookouttrail.reports.model.Value;
import io.lookouttrail.reports.render.common.PaperSelection;
import io.lookouttrail.reports.render.common.PrintableText;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Layout of a table in the PDF: the rows and columns for paper, as far as the page is wide. */
final class PdfTable {
  /** Millimetres between the margins of an A4 page. */
  static final int WIDTH = 182;

  /** The most columns of a table that has two rows on a line. */
  private static final int FOLDED_COLUMNS = 2;

  private static final int MAX_CELL = 120;
  private static final int MAX_PATH = 72;
  private static final int MAX_ARN = 54;
  private static final int MAX_NOTE = 240;
  private static final int MAX_NOTES = 4;

  /** Average width of a character in the font of the table, in millimetres. */
  private static final double CHARACTER = 1.42;

  /** Average width of a character in the bold font of the headings, in millimetres. */
  private static final double BOLD_CHARACTER = 1.75;

  /** Padding of a cell, in millimetres. */
  private static final double PADDING = 2.2;

  /** Narrowest and widest column, in characters. */
  private static final int NARROWEST = 6;

  private static final int WIDEST = 64;

  /** Number of characters of a time, such as {@code 2025-09-04 06:02:11}. */
  private static final int MOMENT = 19;

  private final Table table;
  private final List<Column> columns;
  private final List<List<Value>> rows;

  PdfTable(Table table) {
    PaperSelection paper = PaperSelection.of(table);
    List<Integer> positions = paper.positions(table);
    this.table = table;
    this.columns = positions.stream().map(table.columns()::get).toList();
    this.rows =
        paper.firstRows(table).stream()
            .map(row -> positions.stream().map(row::get).toList())
            .toList();
  }

  /**
   * The values for the template.
   *
   * @param printed the notes that the section has already; the table adds its own
   */
  Map<String, Object> values(Set<String> printed) {
    List<Double> widths = widths();
    List<Column> shown = columns.subList(0, widths.size());
    boolean isFolded = shown.size() <= FOLDED_COLUMNS && rows.size() > 1;
    int folds = isFolded ? 2 : 1;
    List<Map<String, Object>> headings = new ArrayList<>();
    double total = widths.stream().mapToDouble(Double::doubleValue).sum();
    for (int i = 0; i < shown.size(); i++) {
      headings.add(
          Map.of(
              "label",
              PdfText.of(heading(shown.get(i)), 60),
              "number",
              isNumber(shown.get(i)),
              "width",
              String.format(Locale.ROOT, "%.2f", 100 * widths.get(i) / total / folds)));
    }
    List<List<String>> cells = rows.stream().map(row -> cells(row, shown.size())).toList();
    Map<String, Object> values = new LinkedHashMap<>();
    values.put("folds", folds);
    values.put("title", PdfText.of(table.title(), 120));
    values.put("note", note(printed, shown.size()));
    values.put("columns", headings);
    values.put("rows", isFolded ? folded(cells) : cells);
    return values;
  }

  /** The notes that the section does not have yet, and the number of rows. */
  private String note(Set<String> printed, int columns) {
    return Stream.concat(
            table.notes().stream()
                .filter(printed::add)
                .limit(MAX_NOTES)
                .map(note -> PdfText.of(note, MAX_NOTE)),
            Stream.of(rows.isEmpty() ? "No rows." : extent(columns)))
        .collect(Collectors.joining(" "));
  }

  /** Two rows on a line: the first half of the rows is on the left. */
  private static List<List<String>> folded(List<List<String>> rows) {
    int half = (rows.size() + 1) / 2;
    List<List<String>> folded = new ArrayList<>();
    for (int row = 0; row < half; row++) {
      List<String> line = new ArrayList<>(rows.get(row));
      line.addAll(
          row + half < rows.size() ? rows.get(row + half) : Collections.nCopies(line.size(), ""));
      folded.add(line);
    }
    return folded;
  }

  private static String heading(Column column) {
    return column.type() == Column.Type.MOMENT ? column.label() + " (UTC)" : column.label();
  }

  private static List<String> cells(List<Value> row, int columns) {
    return row.stream().limit(columns).map(PdfTable::cell).toList();
  }

  private static String cell(Value value) {
    String text = PrintableText.forPeople(value);
    if (text.indexOf(' ') >= 0) {
      return PdfText.of(text, MAX_CELL);
    }
    return PdfText.shortened(text, text.startsWith("arn:") ? MAX_ARN : MAX_PATH);
  }

  /** The number of rows, and the file that has all rows and columns. */
  private String extent(int columns) {
    long count = table.rows().count();
    int omitted = table.columns().size() - columns;
    String more =
        omitted > 0
            ? String.format(
                Locale.ROOT, ", with %d more %s.", omitted, omitted == 1 ? "column" : "columns")
            : ".";
    String file = PdfText.of(table.name(), 60) + ".csv";
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
    for (int i = 0; i < columns.size(); i++) {
      double needed = minWidth(i);
      if (used + needed > WIDTH && !minWidths.isEmpty()) {
        break;
      }
      minWidths.add(needed);
      used += needed;
    }
    double missing = 0;
    for (int i = 0; i < minWidths.size(); i++) {
      missing += Math.max(0, fullWidth(i) - minWidths.get(i));
    }
    double share = missing == 0 ? 0 : Math.min(1, Math.max(0, WIDTH - used) / missing);
    List<Double> widths = new ArrayList<>();
    for (int i = 0; i < minWidths.size(); i++) {
      widths.add(minWidths.get(i) + share * Math.max(0, fullWidth(i) - minWidths.get(i)));
    }
    return widths;
  }

  /** The narrowest width that breaks no word of the heading and no number, in millimetres. */
  private double minWidth(int column) {
    double headingWidth = 0;
    for (String word : heading(columns.get(column)).split("\\s+", -1)) {
      headingWidth = Math.max(headingWidth, BOLD_CHARACTER * word.length());
    }
    int longest = NARROWEST;
    for (List<Value> row : rows) {
      String text = PrintableText.forPeople(row.get(column));
      longest = Math.max(longest, unbreakableLength(row.get(column), text));
    }
    double width = Math.max(headingWidth, CHARACTER * longest);
    return PADDING + Math.min(CHARACTER * MOMENT, width);
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
