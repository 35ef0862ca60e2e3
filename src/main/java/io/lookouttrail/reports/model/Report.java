package io.lookouttrail.reports.model;

import java.util.List;
import java.util.stream.Stream;

/**
 * A report, whole: what every renderer tells in its own way.
 *
 * @param headline the first screen's five figures
 * @param figures every other single figure, for {@code report.json}
 * @param findings the most severe first, in a total order
 * @param findingNotes what the rules could not judge, a sentence each
 * @param sections in reading order; the evidence comes after them
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

  /** The sections' tables and the evidence's, in reading order. */
  public Stream<Table> tables() {
    return Stream.concat(
        sections.stream().flatMap(section -> section.tables().stream()),
        evidence.tables().stream());
  }
}
