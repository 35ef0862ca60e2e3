package io.lookouttrail.tables;

import io.lookouttrail.tables.direct.TableVersion;
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

  /** Makes every table ready for writing, so that each can be read afterwards. */
  public static void ensure(TableStore store) {
    SPECS.forEach(store::ensure);
  }

  /**
   * Whether every table can be written without Spark; false where a user has turned on a feature of
   * Delta in one of them.
   */
  public static boolean areWritableDirectly(TableStore store) {
    return SPECS.stream()
        .allMatch(table -> store.readDirect(table).stream().allMatch(TableVersion::isWritable));
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
