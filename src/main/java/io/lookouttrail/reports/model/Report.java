package io.lookouttrail.reports.model;

import java.util.List;
import java.util.stream.Stream;

/**
 * The whole content of a report, the same for every renderer.
 *
 * @param headline the five figures of the first screen
 * @param figures all key figures, for {@code report.json}
 * @param findings the most severe first, in a total order
 * @param findingNotes sentences on what the rules could not check
 * @param sections in reading order; renderers put the evidence after them
 */
public record Report(
    Scope scope,
    List<KeyFigure> headline,
    List<KeyFigure> figures,
    List<Finding> findings,
    List<String> findingNotes,
    List<Section> sections,
    Evidence evidence) {
  public Report {
    headline = List.copyOf(headline);
    figures = List.copyOf(figures);
    findings = List.copyOf(findings);
    findingNotes = List.copyOf(findingNotes);
    sections = List.copyOf(sections);
  }

  /** Returns the tables of the sections and of the evidence, in reading order. */
  public Stream<Table> tables() {
    return Stream.concat(
        sections.stream().flatMap(section -> section.tables().stream()),
        evidence.tables().stream());
  }
}
