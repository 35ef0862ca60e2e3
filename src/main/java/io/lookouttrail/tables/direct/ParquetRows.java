package io.lookouttrail.tables.direct;

import java.io.IOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.parquet.HadoopReadOptions;
import org.apache.parquet.ParquetReadOptions;
import org.apache.parquet.column.page.PageReadStore;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.metadata.FileMetaData;
import org.apache.parquet.hadoop.util.HadoopStreams;
import org.apache.parquet.io.ColumnIOFactory;
import org.apache.parquet.io.InputFile;
import org.apache.parquet.io.MessageColumnIO;
import org.apache.parquet.io.RecordReader;
import org.apache.parquet.io.SeekableInputStream;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.Type;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DateType;
import org.apache.spark.sql.types.StringType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;

/**
 * Reads some columns of data files with Parquet's own reader, in less time than Delta Kernel: its
 * reader parses Hadoop's default settings for each file and decodes each text anew.
 *
 * <p>For files whose columns have the names of the table's, and no deleted rows.
 */
final class ParquetRows {
  private final Configuration hadoop;
  private final ParquetReadOptions options;
  private final StructType columns;

  /**
   * @param columns the columns of the rows; a column that a file lacks is null
   */
  ParquetRows(Configuration hadoop, StructType columns) {
    this.hadoop = hadoop;
    this.options = HadoopReadOptions.builder(hadoop).build();
    this.columns = columns;
  }

  /**
   * Reads the rows of a file.
   *
   * @param bytes the size of the file
   * @param partition the values of the partition columns, which the file lacks
   * @return whether the rows were read; false, and no row, where a column has a type that only
   *     Delta Kernel reads
   */
  boolean read(Path path, long bytes, Map<String, String> partition, Consumer<Row> rows)
      throws IOException {
    try (ParquetFileReader file = ParquetFileReader.open(input(path, bytes), options)) {
      FileMetaData metadata = file.getFooter().getFileMetaData();
      @Nullable Object[] constants = new @Nullable Object[columns.size()];
      List<Type> fields = new ArrayList<>();
      for (int i = 0; i < constants.length; i++) {
        StructField column = columns.fields()[i];
        String value = partition.get(column.name());
        if (value != null) {
          if (!isConstant(column)) {
            return false;
          }
          constants[i] = constant(column, value);
        } else if (metadata.getSchema().containsField(column.name())) {
          Type field = metadata.getSchema().getType(column.name());
          if (!RowMaterializer.isReadable(column.dataType(), field)) {
            return false;
          }
          fields.add(field);
        }
      }
      MessageType wanted = new MessageType(metadata.getSchema().getName(), fields);
      file.setRequestedSchema(wanted);
      MessageColumnIO io =
          new ColumnIOFactory(metadata.getCreatedBy()).getColumnIO(wanted, metadata.getSchema());
      readGroups(file, io, new RowMaterializer(columns, wanted, constants), rows);
      return true;
    }
  }

  private static void readGroups(
      ParquetFileReader file, MessageColumnIO io, RowMaterializer materializer, Consumer<Row> rows)
      throws IOException {
    for (PageReadStore group = file.readNextRowGroup();
        group != null;
        group = file.readNextRowGroup()) {
      RecordReader<Row> reader = io.getRecordReader(group, materializer);
      for (long i = 0; i < group.getRowCount(); i++) {
        rows.accept(reader.read());
      }
    }
  }

  private static boolean isConstant(StructField column) {
    return column.dataType() instanceof StringType || column.dataType() instanceof DateType;
  }

  private static Object constant(StructField column, String value) {
    return column.dataType() instanceof DateType ? LocalDate.parse(value) : value;
  }

  /** The log has the file's size: a store need not be asked for it. */
  private InputFile input(Path path, long bytes) {
    return new InputFile() {
      @Override
      public long getLength() {
        return bytes;
      }

      @Override
      public SeekableInputStream newStream() throws IOException {
        return HadoopStreams.wrap(path.getFileSystem(hadoop).open(path));
      }
    };
  }
}
