package io.lookouttrail.cli.sql;

import java.io.PrintWriter;
import java.util.Iterator;
import java.util.OptionalInt;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;

/**
 * Writes a result row by row, as it comes; only a table's first rows are held, for their widths.
 */
public abstract class ResultPrinter {
  private static final int ROWS_BETWEEN_CHECKS = 1000;

  /** The header, where the format has one. */
  abstract void begin();

  abstract void row(Row row);

  /** What is still held. */
  abstract void end();

  /**
   * Computes and writes a result.
   *
   * @param columns the width to cut a table to; none where nobody looks at it
   * @return the number of rows written; fewer than there are, where the reader has gone
   */
  public static long print(
      Dataset<Row> rows, ResultFormat format, PrintWriter out, OptionalInt columns) {
    ResultPrinter printer = of(rows.schema(), format, out, columns);
    long written = 0;
    printer.begin();
    Iterator<Row> iterator = rows.toLocalIterator();
    while (iterator.hasNext()) {
      printer.row(iterator.next());
      written++;
      // A reader such as head goes away early: then the rest need not be computed.
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
