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
 * The tables at fixed versions. All parts of a report read the same state of the tables, even while
 * another process writes to them.
 *
 * @param versions the version of each table by name; a table without a version counts as missing
 */
public record PinnedTables(TableStore store, Map<String, Long> versions) {
  public PinnedTables {
    versions = Map.copyOf(new TreeMap<>(versions));
  }

  /** Returns the tables at their newest versions. */
  public static PinnedTables now(TableStore store) {
    return new PinnedTables(store, AllTables.versions(store));
  }

  boolean has(TableSpec table) {
    return versions.containsKey(table.name());
  }

  /** Returns a table at its version; no rows where the table is missing. */
  public Dataset<Row> read(TableSpec table) {
    Long version = versions.get(table.name());
    return version == null
        ? store.spark().createDataFrame(List.of(), table.schema())
        : store.read(table, version);
  }
}
