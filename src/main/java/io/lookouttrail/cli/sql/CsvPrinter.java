package io.lookouttrail.cli.sql;

import java.io.PrintWriter;
import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;

/**
 * Prints CSV of RFC 4180 with a header. Lines end in {@code \n}, as command-line tools expect. A
 * null is an empty cell; an empty text is {@code ""}.
 */
final class CsvPrinter extends ResultPrinter {
  private final StructType schema;
  private final PrintWriter out;

  CsvPrinter(StructType schema, PrintWriter out) {
    this.schema = schema;
    this.out = out;
  }

  @Override
  void begin() {
    out.print(
        Arrays.stream(schema.fieldNames())
            .map(CsvPrinter::quoted)
            .collect(Collectors.joining(",")));
    out.print('\n');
  }

  @Override
  void row(Row row) {
    out.print(
        IntStream.range(0, row.length())
            .mapToObj(i -> row.isNullAt(i) ? "" : quoted(CellText.of(row.get(i))))
            .collect(Collectors.joining(",")));
    out.print('\n');
  }

  @Override
  void end() {}

  private static String quoted(String text) {
    boolean plain =
        !text.isEmpty()
            && text.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
    return plain ? text : '"' + text.replace("\"", "\"\"") + '"';
  }
}
