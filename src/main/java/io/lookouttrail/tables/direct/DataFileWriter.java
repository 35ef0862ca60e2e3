package io.lookouttrail.tables.direct;

import io.lookouttrail.run.ParallelWork;
import io.lookouttrail.tables.staging.ParquetRowFile;
import io.lookouttrail.tables.staging.ParquetRowFileFormat;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.catalyst.catalog.ExternalCatalogUtils;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;

/**
 * Writer of a table's data files: one Parquet file for the rows of each partition. A file counts
 * only once it is committed.
 */
final class DataFileWriter {
  private final ParquetRowFileFormat.Prepared parquet;
  private final Path table;
  private final StructType schema;
  private final List<String> partitionedBy;
  private final List<String> statisticsOn;
  private final ParquetRowFileFormat.OfSchema files;
  private final int[] dataPlaces;

  DataFileWriter(Configuration hadoop, String table, TableLayout layout) {
    this.parquet = ParquetRowFileFormat.prepare(hadoop);
    this.table = new Path(table);
    this.schema = layout.schema();
    this.partitionedBy = layout.partitionedBy();
    this.statisticsOn = layout.statisticsOn();
    StructField[] data =
        Arrays.stream(schema.fields())
            .filter(field -> !partitionedBy.contains(field.name()))
            .toArray(StructField[]::new);
    this.files = parquet.format().of(new StructType(data), parquet.settings());
    this.dataPlaces =
        Arrays.stream(data).mapToInt(field -> schema.fieldIndex(field.name())).toArray();
  }

  /**
   * Writes rows.
   *
   * @param rows of the layout's schema, with java.time values
   * @return the files, in the order of their partitions' first rows
   */
  List<NewFile> write(Collection<Row> rows) {
    Map<Map<String, String>, List<Row>> partitions = new LinkedHashMap<>();
    for (Row row : rows) {
      partitions.computeIfAbsent(partition(row), key -> new ArrayList<>()).add(row);
    }
    List<Callable<NewFile>> work = new ArrayList<>();
    partitions.forEach((partition, ofIt) -> work.add(() -> write(partition, ofIt)));
    return ParallelWork.run(Runtime.getRuntime().availableProcessors(), work);
  }

  private Map<String, String> partition(Row row) {
    Map<String, String> partition = new LinkedHashMap<>();
    for (String column : partitionedBy) {
      partition.put(column, partitionValue(row.get(schema.fieldIndex(column))));
    }
    return partition;
  }

  /** Delta keeps an empty string as null. */
  private static @Nullable String partitionValue(@Nullable Object value) {
    return value == null || value.toString().isEmpty() ? null : value.toString();
  }

  private NewFile write(Map<String, String> partition, List<Row> rows) {
    Path path = new Path(folder(partition), "part-00000-" + UUID.randomUUID() + ".c000.parquet");
    FileStatistics statistics = new FileStatistics(schema, statisticsOn);
    try (ParquetRowFile file = files.create(path.toString())) {
      for (Row row : rows) {
        statistics.add(row);
        file.add(data(row));
      }
    }
    try {
      FileStatus written = path.getFileSystem(parquet.settings()).getFileStatus(path);
      return new NewFile(
          relative(path),
          partition,
          written.getLen(),
          written.getModificationTime(),
          rows.size(),
          statistics.json());
    } catch (IOException e) {
      throw new UncheckedIOException(path.toString(), e);
    }
  }

  private Path folder(Map<String, String> partition) {
    Path folder = table;
    for (Map.Entry<String, String> value : partition.entrySet()) {
      folder =
          new Path(
              folder,
              ExternalCatalogUtils.getPartitionPathString(value.getKey(), value.getValue()));
    }
    return folder;
  }

  private String relative(Path file) {
    return table.toUri().relativize(file.toUri()).toString();
  }

  private Row data(Row row) {
    @Nullable Object[] cells = new @Nullable Object[dataPlaces.length];
    for (int i = 0; i < cells.length; i++) {
      cells[i] = row.get(dataPlaces[i]);
    }
    return RowFactory.create(cells);
  }
}
