package io.lookouttrail.tables;

import io.lookouttrail.tables.direct.DataFile;
import io.lookouttrail.tables.direct.TableVersion;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/**
 * Rows of some files of a table, few enough to be read without Spark: less work than planning a
 * query.
 */
public final class DirectRows {
  /**
   * Setting with the largest number of rows that is read without Spark; 0 leaves every row to
   * Spark.
   */
  public static final String MAX_ROWS_OPTION = "spark.lookouttrail.directRows";

  /** So many rows of the ledger take about two seconds. */
  private static final int DEFAULT_MAX_ROWS = 1_000_000;

  private final TableSpec table;
  private final Optional<TableVersion> version;
  private final List<DataFile> files;

  private DirectRows(TableSpec table, Optional<TableVersion> version, List<DataFile> files) {
    this.table = table;
    this.version = version;
    this.files = List.copyOf(files);
  }

  /**
   * The rows of the newest version in the files that are chosen.
   *
   * @return empty where they are too many; without rows where there is no table
   */
  public static Optional<DirectRows> of(
      TableStore store, TableSpec table, Predicate<DataFile> chosen) {
    return of(store, table, chosen, Long.MAX_VALUE);
  }

  /**
   * The rows of the newest version in the files that are chosen.
   *
   * @param maxRows the most rows, if the setting allows more
   * @return empty where they are too many; without rows where there is no table
   */
  public static Optional<DirectRows> of(
      TableStore store, TableSpec table, Predicate<DataFile> chosen, long maxRows) {
    long most = Math.min(maxRows, maxRows(store));
    if (most <= 0) {
      return Optional.empty();
    }
    Optional<TableVersion> version = store.readDirect(table);
    List<DataFile> files = new ArrayList<>();
    long rows = 0;
    for (DataFile file : version.map(TableVersion::files).orElse(List.of())) {
      if (chosen.test(file)) {
        files.add(file);
        rows += file.rows().orElse(most + 1);
      }
      if (rows > most) {
        return Optional.empty();
      }
    }
    return Optional.of(new DirectRows(table, version, files));
  }

  /** The largest number of rows that is read without Spark. */
  public static long maxRows(TableStore store) {
    return store.setting(MAX_ROWS_OPTION, DEFAULT_MAX_ROWS);
  }

  /** The files of the rows. */
  public List<DataFile> files() {
    return files;
  }

  /** The version that they are read from; empty where there is no table. */
  public Optional<TableVersion> version() {
    return version;
  }

  /**
   * Reads the rows.
   *
   * @param columns names of the rows' columns, in their order; one that the table lacks is null
   * @param rows receives each row
   */
  public void read(List<String> columns, Consumer<Row> rows) {
    StructType schema =
        new StructType(
            columns.stream().map(name -> table.schema().apply(name)).toArray(StructField[]::new));
    version.ifPresent(it -> it.read(files, schema, rows));
  }

  /**
   * The rows, with every column of the table, that meet a condition. Only files with such a row are
   * read whole.
   *
   * @param columns names of the columns that the condition reads
   */
  public List<Row> where(List<String> columns, Predicate<Row> condition) {
    List<DataFile> found = new ArrayList<>();
    for (DataFile file : files) {
      boolean[] any = new boolean[1];
      new DirectRows(table, version, List.of(file))
          .read(columns, row -> any[0] |= condition.test(row));
      if (any[0]) {
        found.add(file);
      }
    }
    return new DirectRows(table, version, found).read().stream().filter(condition).toList();
  }

  /** Reads the rows with every column of the table. */
  public List<Row> read() {
    List<Row> rows = new ArrayList<>();
    read(Arrays.asList(table.schema().fieldNames()), rows::add);
    return rows;
  }
}
