package io.lookouttrail.reports.query;

import java.util.List;

/**
 * A table of the report, before it is asked for.
 *
 * @param query in a total order, over names in braces as {@link QueryContext} binds them; what the
 *     report shows
 * @param asked gives the same rows from what the report has gathered, where the shown query would
 *     read the events once more
 */
public record ReportQuery(
    String name, String title, List<String> notes, String query, String asked) {
  public ReportQuery {
    notes = List.copyOf(notes);
  }

  public ReportQuery(String name, String title, List<String> notes, String query) {
    this(name, title, notes, query, query);
  }

  public ReportQuery(String name, String title, String query) {
    this(name, title, List.of(), query);
  }
}
