package io.lookouttrail.cli.sql;

import java.io.PrintWriter;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;

/** Prints one JSON object on each line. Nulls stay nulls. */
final class JsonPrinter extends ResultPrinter {
  private final StructType schema;
  private final PrintWriter out;

  JsonPrinter(StructType schema, PrintWriter out) {
    this.schema = schema;
    this.out = out;
  }

  @Override
  void begin() {}

  @Override
  void row(Row row) {
    out.print(JsonValues.row(row, schema));
    out.print('\n');
  }

  @Override
  void end() {}
}
