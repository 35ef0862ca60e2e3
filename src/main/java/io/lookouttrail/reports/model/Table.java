package io.lookouttrail.reports.model;

import java.util.List;

/**
 * A table of a report.
 *
 * @param name the name of its CSV file without the extension, and of its sheet
 * @param title the heading in HTML, PDF and XLSX
 * @param notes sentences that readers need to understand the table
 * @param sql the query that gives the rows, for {@code lookout-trail sql}; empty where no single
 *     query does
 */
public record Table(
    String name, String title, List<String> notes, List<Column> columns, Rows rows, String sql) {
  public Table {
    notes = List.copyOf(notes);
    columns = List.copyOf(columns);
  }
}
