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
 * <p>Not thread-safe. The file is there once it is closed; closing it again does nothing.
 */
public final class ParquetRowFile implements Closeable {
  private final Function1<Object, Object> toCatalyst;
  private final OutputWriter writer;
  private boolean closed;

  ParquetRowFile(OutputWriter writer, StructType schema) {
    this.writer = writer;
    toCatalyst = CatalystTypeConverters.createToCatalystConverter(schema);
  }

  /** Adds a row of the file's schema; its times are of java.time. */
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
