package io.lookouttrail.cli.sql;

import java.io.PrintWriter;
import java.util.Iterator;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.Supplier;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;

/**
 * Prints a result row by row while it is computed. Only TABLE keeps rows: the first ones, to find
 * the widths of the columns.
 */
public abstract class ResultPrinter {
  private static final int ROWS_BETWEEN_CHECKS = 1000;

  /** Prints the header, if the format has one. */
  abstract void begin();

  abstract void row(Row row);

  /** Prints the rows that are still kept. */
  abstract void end();

  /**
   * Computes and writes a result.
   *
   * @param columns the width of the terminal, to which a table is cut; empty if the output is no
   *     terminal
   * @return the number of rows written; fewer than there are if the reader closed the output
   */
  public static long print(
      Dataset<Row> rows, ResultFormat format, PrintWriter out, OptionalInt columns) {
    return print(of(rows.schema(), format, out, columns), rows::toLocalIterator, out);
  }

  /**
   * Writes a table of rows that are known.
   *
   * @param columns the width of the terminal, to which the table is cut; empty if the output is no
   *     terminal
   */
  public static void printTable(
      StructType schema, List<Row> rows, PrintWriter out, OptionalInt columns) {
    print(of(schema, ResultFormat.TABLE, out, columns), rows::iterator, out);
  }

  private static long print(ResultPrinter printer, Supplier<Iterator<Row>> rows, PrintWriter out) {
    long written = 0;
    printer.begin();
    Iterator<Row> iterator = rows.get();
    while (iterator.hasNext()) {
      printer.row(iterator.next());
      written++;
      // A reader such as head closes the output early; the other rows are then not computed.
      if (written % ROWS_BETWEEN_CHECKS == 0 && out.checkError()) {
        return written;
      }
    }
    printer.end();
    out.flush();
    return written;
  }

  static ResultPrinter of(
      StructType schema, ResultFormat format, PrintWriter out, OptionalInt columns) {
    return switch (format) {
      case TABLE -> new TablePrinter(schema, out, columns);
      case CSV -> new CsvPrinter(schema, out);
      case JSON -> new JsonPrinter(schema, out);
    };
  }
}
