package io.lookouttrail.tables;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The list of all tables, and what is done with each of them. */
public final class AllTables {
  /** Every table. */
  public static final List<TableSpec> SPECS =
      List.of(
          EventsTable.SPEC,
          QuarantineTable.SPEC,
          UsageDailyTable.SPEC,
          ModelRunsTable.SPEC,
          DigestFindingsTable.SPEC,
          IngestedFilesTable.SPEC,
          JobRunsTable.SPEC);

  private AllTables() {}

  /** Opens every table for writing, so that each can be read afterwards. */
  public static void open(TableStore store) {
    SPECS.forEach(store::open);
  }

  /**
   * The newest version of every table, by name.
   *
   * <p>Leaves out tables that are not there, and {@code job_runs}, whose version changes when a run
   * records these versions.
   */
  public static Map<String, Long> versions(TableStore store) {
    Map<String, Long> versions = new TreeMap<>();
    for (TableSpec table : SPECS) {
      if (!table.equals(JobRunsTable.SPEC)) {
        store.version(table).ifPresent(version -> versions.put(table.name(), version));
      }
    }
    return versions;
  }
}
