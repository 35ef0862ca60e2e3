package io.lookouttrail.reports.query;

import io.lookouttrail.reports.memory.MemoryQuery;
import io.lookouttrail.reports.memory.ResultRows;
import java.util.List;

/**
 * A table of a report and its query, over names in braces that {@link QueryContext} binds.
 *
 * <p>The report shows one query and may run another: where the shown query would read {@code
 * events} again, {@code executed} gives the same rows from rows that the report has cached. {@code
 * ReportSqlTest} runs every shown query and compares its rows with the report's.
 *
 * @param shown the query that the report shows, with a total order
 * @param executed the query that the report runs on Spark; mostly the same as {@code shown}
 * @param inMemory what the report runs where its rows are in memory
 */
public record ReportQuery(
    String name,
    String title,
    List<String> notes,
    String shown,
    String executed,
    MemoryQuery inMemory) {
  public ReportQuery {
    notes = List.copyOf(notes);
  }

  /** A table that is computed by Spark in every report. */
  public ReportQuery(String name, String title, List<String> notes, String shown, String executed) {
    this(name, title, notes, shown, executed, memory -> notInMemory(name));
  }

  /** A table whose shown query is the one that the report runs. */
  public ReportQuery(String name, String title, List<String> notes, String query) {
    this(name, title, notes, query, query);
  }

  /** As above, without notes. */
  public ReportQuery(String name, String title, String query) {
    this(name, title, List.of(), query);
  }

  /** Returns this query with the plain code that gives the same rows. */
  public ReportQuery inMemory(MemoryQuery code) {
    return new ReportQuery(name, title, notes, shown, executed, code);
  }

  private static ResultRows notInMemory(String name) {
    throw new IllegalStateException("no plain code for " + name);
  }
}
