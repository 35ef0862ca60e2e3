package io.lookouttrail.reports.query;

import io.lookouttrail.tables.TableProperties;
import io.lookouttrail.tables.TableSpec;
import io.lookouttrail.tables.TableStore;
import io.lookouttrail.tables.direct.DataFile;
import io.lookouttrail.tables.direct.TableVersion;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/**
 * A version of a table whose rows the driver reads itself, without a Spark query.
 *
 * @param version empty for a table that does not exist, which has no rows
 * @param files the data files of the version
 */
public record TableFiles(TableSpec spec, Optional<TableVersion> version, List<DataFile> files) {
  public TableFiles {
    files = List.copyOf(files);
  }

  /**
   * Opens a table.
   *
   * @param number the version; empty where the table counts as missing
   * @return empty where the driver cannot read the version: it is gone, or another program or a
   *     newer version of this one wrote the table. Spark says why.
   */
  public static Optional<TableFiles> open(TableStore store, TableSpec spec, Optional<Long> number) {
    return number.isEmpty()
        ? Optional.of(new TableFiles(spec, Optional.empty(), List.of()))
        : TableVersion.at(hadoop(store), store.path(spec.name()), number.get())
            .flatMap(version -> of(spec, version));
  }

  /** Opens the newest version of a table, as above. */
  static Optional<TableFiles> openNewest(TableStore store, TableSpec spec) {
    Optional<TableVersion> newest = TableVersion.newest(hadoop(store), store.path(spec.name()));
    return newest.isEmpty()
        ? open(store, spec, Optional.empty())
        : newest.flatMap(version -> of(spec, version));
  }

  private static Optional<TableFiles> of(TableSpec spec, TableVersion version) {
    return version
        .property(TableProperties.LAYOUT_PROPERTY)
        .filter(Integer.toString(TableProperties.LAYOUT)::equals)
        .map(layout -> new TableFiles(spec, Optional.of(version), version.files()));
  }

  private static Configuration hadoop(TableStore store) {
    return store.hadoop();
  }

  /** Returns this table with the files that match a condition alone. */
  public TableFiles where(Predicate<DataFile> condition) {
    return new TableFiles(spec, version, files.stream().filter(condition).toList());
  }

  /** Returns the number of rows; empty where the table's log does not have it. */
  public Optional<Long> rows() {
    long rows = 0;
    for (DataFile file : files) {
      if (file.rows().isEmpty()) {
        return Optional.empty();
      }
      rows += file.rows().get();
    }
    return Optional.of(rows);
  }

  /** Returns the schema of some columns. */
  StructType columns(List<String> names) {
    return new StructType(
        names.stream().map(name -> spec.schema().apply(name)).toArray(StructField[]::new));
  }

  /** Reads some columns of all rows of some files of this table. */
  public void read(List<DataFile> some, List<String> names, Consumer<Row> rows) {
    version.ifPresent(found -> found.read(some, columns(names), rows));
  }

  /** Reads all columns of all rows, one file after the other. */
  void read(Consumer<Row> rows) {
    read(files, Arrays.asList(spec.schema().fieldNames()), rows);
  }
}
