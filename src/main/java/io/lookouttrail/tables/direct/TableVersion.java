package io.lookouttrail.tables.direct;

import io.delta.kernel.Scan;
import io.delta.kernel.Table;
import io.delta.kernel.data.ColumnarBatch;
import io.delta.kernel.data.FilteredColumnarBatch;
import io.delta.kernel.defaults.engine.DefaultEngine;
import io.delta.kernel.engine.Engine;
import io.delta.kernel.exceptions.KernelException;
import io.delta.kernel.exceptions.TableNotFoundException;
import io.delta.kernel.internal.InternalScanFileUtils;
import io.delta.kernel.internal.ScanImpl;
import io.delta.kernel.internal.SnapshotImpl;
import io.delta.kernel.internal.data.ScanStateRow;
import io.delta.kernel.internal.util.Utils;
import io.delta.kernel.utils.CloseableIterator;
import io.delta.kernel.utils.FileStatus;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.StructType;

/** A version of a Delta table, read with Delta Kernel: no Spark session is needed. */
public final class TableVersion {
  /** The version of Delta's protocol that has no deleted rows and no mapped columns. */
  private static final int PLAIN_READER_VERSION = 1;

  private final Configuration hadoop;
  private final Engine engine;
  private final String table;
  private final SnapshotImpl snapshot;

  private TableVersion(Configuration hadoop, Engine engine, String table, SnapshotImpl snapshot) {
    this.hadoop = hadoop;
    this.engine = engine;
    this.table = table;
    this.snapshot = snapshot;
  }

  /**
   * The newest version of a table.
   *
   * @param table the table's folder, as a qualified URI
   * @return empty where there is no table
   */
  public static Optional<TableVersion> newest(Configuration hadoop, String table) {
    Engine engine = DefaultEngine.create(hadoop);
    try {
      return Optional.of(
          new TableVersion(
              hadoop,
              engine,
              table,
              (SnapshotImpl) Table.forPath(engine, table).getLatestSnapshot(engine)));
    } catch (TableNotFoundException e) {
      return Optional.empty();
    } catch (RuntimeException e) {
      throw Damage.orSame(table, e);
    }
  }

  /**
   * A version of a table.
   *
   * @param table the table's folder, as a qualified URI
   * @return empty where there is no table, or no such version any more
   */
  public static Optional<TableVersion> at(Configuration hadoop, String table, long version) {
    Engine engine = DefaultEngine.create(hadoop);
    try {
      return Optional.of(
          new TableVersion(
              hadoop,
              engine,
              table,
              (SnapshotImpl) Table.forPath(engine, table).getSnapshotAsOfVersion(engine, version)));
    } catch (KernelException e) {
      return Optional.empty();
    }
  }

  /** The version's number, from 0. */
  public long version() {
    return snapshot.getVersion();
  }

  /** A property of the table. */
  public Optional<String> property(String name) {
    return Optional.ofNullable(snapshot.getMetadata().getConfiguration().get(name));
  }

  /** The columns, with their comments. */
  public StructType schema() {
    return (StructType) DataType.fromJson(snapshot.getMetadata().getSchemaString());
  }

  /**
   * Whether the files have the table's columns and no deleted rows; else only Kernel reads them.
   */
  public boolean isPlain() {
    return snapshot.getProtocol().getMinReaderVersion() == PLAIN_READER_VERSION;
  }

  /** The names of the partition columns. */
  public List<String> partitionedBy() {
    return List.copyOf(snapshot.getPartitionColumnNames());
  }

  /** The data files of this version. */
  public List<DataFile> files() {
    List<DataFile> files = new ArrayList<>();
    ScanImpl scan = (ScanImpl) snapshot.getScanBuilder().build();
    try (CloseableIterator<FilteredColumnarBatch> batches = scan.getScanFiles(engine, true)) {
      while (batches.hasNext()) {
        try (CloseableIterator<io.delta.kernel.data.Row> rows = batches.next().getRows()) {
          rows.forEachRemaining(row -> files.add(new DataFile(row)));
        }
      }
    } catch (IOException e) {
      throw Damage.orSame(table, new UncheckedIOException("the files of " + table, e));
    } catch (RuntimeException e) {
      throw Damage.orSame(table, e);
    }
    return files;
  }

  /**
   * Reads rows of some files of this version.
   *
   * @param columns the columns of the rows, by name; a column that the table lacks is null
   * @param rows receives each row, with java.time values
   */
  public void read(Collection<DataFile> files, StructType columns, Consumer<Row> rows) {
    Set<String> stored = new HashSet<>(snapshot.getSchema().fieldNames());
    io.delta.kernel.types.StructType found =
        new io.delta.kernel.types.StructType(
            Arrays.stream(columns.fieldNames())
                .filter(stored::contains)
                .map(name -> snapshot.getSchema().get(name))
                .toList());
    ParquetRows parquet = new ParquetRows(hadoop, columns);
    io.delta.kernel.data.Row state =
        snapshot.getScanBuilder().withReadSchema(found).build().getScanState(engine);
    for (DataFile file : files) {
      if (!isPlain() || file.hasDeletedRows() || !readPlain(file, parquet, rows)) {
        read(file, state, columns, rows);
      }
    }
  }

  private boolean readPlain(DataFile file, ParquetRows parquet, Consumer<Row> rows) {
    FileStatus status = InternalScanFileUtils.getAddFileStatus(file.scanFile());
    try {
      return parquet.read(new Path(status.getPath()), status.getSize(), file.partition(), rows);
    } catch (FileNotFoundException e) {
      throw new UncheckedIOException("a data file of " + table + " is deleted", e);
    } catch (IOException e) {
      throw Damage.orSame(table, new UncheckedIOException("rows of " + table, e));
    } catch (RuntimeException e) {
      throw Damage.orSame(table, e);
    }
  }

  private void read(
      DataFile file, io.delta.kernel.data.Row state, StructType columns, Consumer<Row> rows) {
    try (CloseableIterator<ColumnarBatch> stored =
            engine
                .getParquetHandler()
                .readParquetFiles(
                    Utils.singletonCloseableIterator(
                        InternalScanFileUtils.getAddFileStatus(file.scanFile())),
                    ScanStateRow.getPhysicalDataReadSchema(engine, state),
                    Optional.empty());
        CloseableIterator<FilteredColumnarBatch> batches =
            Scan.transformPhysicalData(engine, state, file.scanFile(), stored)) {
      while (batches.hasNext()) {
        KernelRows.convert(batches.next(), columns, rows);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("rows of " + table, e);
    }
  }

  /** Number and size of the version's files, where the log has a summary of it. */
  Optional<TableSize> size() {
    return snapshot
        .getCurrentCrcInfo()
        .map(summary -> new TableSize(summary.getNumFiles(), summary.getTableSizeBytes()));
  }

  /** The version's metadata. */
  TableMetadata metadata() {
    io.delta.kernel.internal.actions.Metadata stored = snapshot.getMetadata();
    return new TableMetadata(
        stored.getId(),
        stored.getSchemaString(),
        List.copyOf(snapshot.getPartitionColumnNames()),
        Map.copyOf(stored.getConfiguration()),
        stored.getCreatedTime().orElse(0L));
  }

  /** Whether {@link DirectTable} knows everything that a writer of this table must do. */
  public boolean isWritable() {
    io.delta.kernel.internal.actions.Protocol protocol = snapshot.getProtocol();
    return protocol.getMinReaderVersion() == TableMetadata.READER_VERSION
        && protocol.getMinWriterVersion() <= TableMetadata.WRITER_VERSION
        && !property("delta.appendOnly").map(Boolean::parseBoolean).orElse(false);
  }

  /** Writes a checkpoint of this version, which shortens the log for readers. */
  void checkpoint() {
    try {
      Table.forPath(engine, table).checkpoint(engine, version());
    } catch (IOException | RuntimeException e) {
      // The version is committed. The next checkpoint may succeed.
      return;
    }
  }
}
