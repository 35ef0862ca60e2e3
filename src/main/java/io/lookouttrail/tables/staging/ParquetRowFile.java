package io.lookouttrail.tables.staging;

import java.io.Closeable;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.CatalystTypeConverters;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.execution.datasources.OutputWriter;
import org.apache.spark.sql.types.StructType;
import scala.Function1;

/**
 * A Parquet file that a task writes row by row, outside of any table.
 *
 * <p>Not thread-safe. The file is complete when it is closed; closing it again has no effect.
 */
public final class ParquetRowFile implements Closeable {
  private final Function1<Object, Object> toCatalyst;
  private final OutputWriter writer;
  private boolean closed;

  ParquetRowFile(OutputWriter writer, StructType schema) {
    this.writer = writer;
    toCatalyst = CatalystTypeConverters.createToCatalystConverter(schema);
  }

  /** Writes a row of the file's schema; times are java.time values. */
  public void add(Row row) {
    writer.write((InternalRow) toCatalyst.apply(row));
  }

  @Override
  public void close() {
    if (!closed) {
      closed = true;
      writer.close();
    }
  }
}
