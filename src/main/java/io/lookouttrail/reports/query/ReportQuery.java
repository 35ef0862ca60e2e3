package io.lookouttrail.reports.query;

import java.util.List;

/**
 * A table of a report and its query, over names in braces that {@link QueryContext} binds.
 *
 * <p>The report shows one query and may run another: where the shown query would read {@code
 * events} again, {@code executed} gives the same rows from rows that the report has cached. {@code
 * ReportSqlTest} runs every shown query and compares its rows with the report's.
 *
 * @param shown the query that the report shows, with a total order
 * @param executed the query that the report runs; mostly the same as {@code shown}
 */
public record ReportQuery(
    String name, String title, List<String> notes, String shown, String executed) {
  public ReportQuery {
    notes = List.copyOf(notes);
  }

  /** A table whose shown query is the one that the report runs. */
  public ReportQuery(String name, String title, List<String> notes, String query) {
    this(name, title, notes, query, query);
  }

  /** As above, without notes. */
  public ReportQuery(String name, String title, String query) {
    this(name, title, List.of(), query);
  }
}
