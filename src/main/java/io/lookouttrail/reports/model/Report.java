package io.lookouttrail.reports.model;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The whole content of a report, the same for every renderer.
 *
 * @param headline the five figures of the first screen
 * @param figures all key figures, for {@code report.json}
 * @param findings the most severe first, in a total order
 * @param rules the result of each rule, in the order of the documentation
 * @param findingNotes sentences on what the rules could not check
 * @param sections in reading order; renderers put the evidence after them
 */
public record Report(
    Scope scope,
    List<KeyFigure> headline,
    List<KeyFigure> figures,
    List<Finding> findings,
    List<RuleResult> rules,
    List<String> findingNotes,
    List<Section> sections,
    Evidence evidence) {
  public Report {
    headline = List.copyOf(headline);
    figures = List.copyOf(figures);
    findings = List.copyOf(findings);
    rules = List.copyOf(rules);
    findingNotes = List.copyOf(findingNotes);
    sections = List.copyOf(sections);
    Set<String> names = rules.stream().map(RuleResult::rule).collect(Collectors.toSet());
    for (Finding finding : findings) {
      if (!names.contains(finding.rule())) {
        throw new IllegalArgumentException("a finding of a rule without a result: " + finding.id());
      }
    }
  }

  /** Returns the tables of the sections and of the evidence, in reading order. */
  public Stream<Table> tables() {
    return Stream.concat(
        sections.stream().flatMap(section -> section.tables().stream()),
        evidence.tables().stream());
  }
}
