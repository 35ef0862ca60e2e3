package io.lookouttrail.reports.query;

import io.lookouttrail.tables.AllTables;
import io.lookouttrail.tables.TableSpec;
import io.lookouttrail.tables.TableStore;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * The tables at fixed versions, so that everything in a report is of one moment, whoever writes
 * meanwhile.
 *
 * @param versions a version by each table's name; a table that is not among them is not there
 */
public record PinnedTables(TableStore store, Map<String, Long> versions) {
  public PinnedTables {
    versions = Map.copyOf(new TreeMap<>(versions));
  }

  /** The tables as they stand now. */
  public static PinnedTables now(TableStore store) {
    return new PinnedTables(store, AllTables.versions(store));
  }

  boolean has(TableSpec table) {
    return versions.containsKey(table.name());
  }

  /** A table at its version; without a row where it is not there. */
  public Dataset<Row> read(TableSpec table) {
    Long version = versions.get(table.name());
    return version == null
        ? store.spark().createDataFrame(List.of(), table.schema())
        : store.read(table, version);
  }
}
