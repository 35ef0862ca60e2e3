package io.lookouttrail.reports.model;

import java.util.List;

/**
 * A table of a report.
 *
 * @param name its stem as a file and a sheet: {@code usage_by_account} is {@code
 *     usage_by_account.csv}
 * @param title its heading where a person reads
 * @param notes what one must know to read it right, a sentence each
 * @param sql the query that gives it, to be pasted into {@code lookout-trail sql}; empty where no
 *     single one does
 */
public record Table(
    String name, String title, List<String> notes, List<Column> columns, Rows rows, String sql) {
  public Table {
    notes = List.copyOf(notes);
    columns = List.copyOf(columns);
  }
}
