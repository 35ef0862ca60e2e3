package io.lookouttrail.reports.model;

import java.util.List;

/**
 * A part of a report under a heading of its own.
 *
 * @param id its anchor: lower-case letters and hyphens
 * @param notes what one must know to read it right, a sentence each
 */
public record Section(
    String id, String title, List<String> notes, List<Chart> charts, List<Table> tables) {
  public Section {
    notes = List.copyOf(notes);
    charts = List.copyOf(charts);
    tables = List.copyOf(tables);
  }
}
