package io.lookouttrail.cli.sql;

import io.lookouttrail.cli.terminal.DisplayWidth;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.NumericType;
import org.apache.spark.sql.types.StructType;

/** Prints aligned columns, for people. The first rows decide the widths of the columns. */
final class TablePrinter extends ResultPrinter {
  private static final int ROWS_FOR_WIDTHS = 1000;
  private static final int MIN_WIDTH = 8;
  private static final String BETWEEN = " | ";

  private final StructType schema;
  private final PrintWriter out;
  private final OptionalInt columns;
  private final List<String[]> held = new ArrayList<>();
  private int[] widths = new int[0];

  /**
   * @param columns the width of the terminal; empty if nothing is cut
   */
  TablePrinter(StructType schema, PrintWriter out, OptionalInt columns) {
    this.schema = schema;
    this.out = out;
    this.columns = columns;
  }

  @Override
  void begin() {
    held.add(Arrays.stream(schema.fieldNames()).map(DisplayWidth::visible).toArray(String[]::new));
  }

  @Override
  void row(Row row) {
    String[] cells =
        IntStream.range(0, row.length())
            .mapToObj(i -> row.isNullAt(i) ? "" : DisplayWidth.visible(CellText.of(row.get(i))))
            .toArray(String[]::new);
    if (widths.length > 0) {
      write(cells);
      return;
    }
    held.add(cells);
    if (held.size() > ROWS_FOR_WIDTHS) {
      release();
    }
  }

  @Override
  void end() {
    if (widths.length == 0 && schema.length() > 0) {
      release();
    }
  }

  private void release() {
    widths = IntStream.range(0, schema.length()).map(this::widest).toArray();
    columns.ifPresent(available -> narrow(widths, available));
    write(held.get(0));
    out.print(
        Arrays.stream(widths)
            .mapToObj(width -> "-".repeat(width))
            .collect(Collectors.joining("-+-")));
    out.print('\n');
    held.stream().skip(1).forEach(this::write);
    held.clear();
  }

  private int widest(int column) {
    return held.stream().mapToInt(cells -> DisplayWidth.of(cells[column])).max().orElse(0);
  }

  /** Makes the widest column narrower until all columns fit, or all are narrow. */
  static void narrow(int[] widths, int available) {
    int excess = Arrays.stream(widths).sum() + BETWEEN.length() * (widths.length - 1) - available;
    while (excess > 0) {
      int widest =
          IntStream.range(0, widths.length)
              .reduce((a, b) -> widths[b] > widths[a] ? b : a)
              .orElse(0);
      if (widths[widest] <= MIN_WIDTH) {
        return;
      }
      widths[widest]--;
      excess--;
    }
  }

  private void write(String[] cells) {
    String line =
        IntStream.range(0, cells.length)
            .mapToObj(i -> cell(cells[i], i))
            .collect(Collectors.joining(BETWEEN));
    out.print(line.stripTrailing());
    out.print('\n');
  }

  private String cell(String text, int column) {
    int width = widths[column];
    String cut = columns.isPresent() ? DisplayWidth.cut(text, width) : text;
    String blanks = " ".repeat(Math.max(0, width - DisplayWidth.of(cut)));
    return schema.fields()[column].dataType() instanceof NumericType ? blanks + cut : cut + blanks;
  }
}
