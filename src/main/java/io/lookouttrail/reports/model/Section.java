package io.lookouttrail.reports.model;

import java.util.List;

/**
 * A section of a report.
 *
 * @param id the anchor in HTML: lower-case letters and hyphens
 * @param notes sentences that readers need to understand the section
 */
public record Section(
    String id, String title, List<String> notes, List<Chart> charts, List<Table> tables) {
  public Section {
    notes = List.copyOf(notes);
    charts = List.copyOf(charts);
    tables = List.copyOf(tables);
  }
}
