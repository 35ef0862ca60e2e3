package io.lookouttrail.reports.render.pdf;

import io.lookouttrail.reports.model.Finding;
import io.lookouttrail.reports.model.KeyFigure;
import io.lookouttrail.reports.model.Report;
import io.lookouttrail.reports.model.RuleResult;
import io.lookouttrail.reports.model.RuleResult.Outcome;
import io.lookouttrail.reports.model.Scope;
import io.lookouttrail.reports.render.common.EvidenceSummary;
import io.lookouttrail.reports.render.common.FigureChange;
import io.lookouttrail.reports.render.common.PrintableText;
import io.lookouttrail.reports.render.common.RuleFindings;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The first page of the PDF: what a manager reads alone. Each of its texts and lists is cut so that
 * they fit one page together.
 *
 * @param nil what was read, where no call was found; empty where there are calls
 * @param rules the rules with open findings, the most severe first
 * @param more number of further rules with open findings
 * @param notJudged sentences on the rules that could not judge
 * @param evidence the coverage and the proof in a sentence each
 */
record PdfSummary(
    List<Field> scope,
    String nil,
    List<Figure> figures,
    List<OpenRule> rules,
    int more,
    List<String> notJudged,
    List<String> evidence) {
  private static final int MAX_RULES = 8;
  private static final int MAX_FIGURES = 5;
  private static final int MAX_NAMES = 200;
  private static final int MAX_NAME = 60;
  private static final int MAX_LABEL = 32;
  private static final int MAX_FOUND = 130;
  private static final int MAX_NIL = 75;
  private static final int MAX_TITLES = 400;

  static PdfSummary of(Report report) {
    List<OpenRule> open =
        RuleFindings.of(report).stream().filter(rule -> rule.open() > 0).map(OpenRule::of).toList();
    return new PdfSummary(
        scope(report.scope()),
        report.scope().nilReturn().map(text -> PdfText.ofWidth(text, MAX_NIL)).orElse(""),
        report.headline().stream()
            .limit(MAX_FIGURES)
            .map(figure -> Figure.of(figure, report.scope()))
            .toList(),
        open.stream().limit(MAX_RULES).toList(),
        Math.max(0, open.size() - MAX_RULES),
        notJudged(report.rules()),
        EvidenceSummary.sentences(report.evidence().facts()));
  }

  private static List<Field> scope(Scope scope) {
    return List.of(
        new Field("Event source", PdfText.ofWidth(scope.eventSource(), MAX_NAME)),
        new Field("Accounts", firstNames(scope.accounts(), MAX_NAMES)),
        new Field("Regions", firstNames(scope.regions(), MAX_NAMES)),
        new Field("Data cut-off", moment(scope.cutOff())),
        new Field("Last ingest", moment(scope.lastIngest())),
        new Field(
            "Made by", "Lookout Trail " + PdfText.ofWidth(scope.productVersion(), MAX_LABEL)));
  }

  private static String moment(Optional<Instant> at) {
    return at.map(it -> PrintableText.moment(it) + " UTC").orElse("none");
  }

  /** The first names, and the number of the others. */
  private static String firstNames(List<String> names, int limit) {
    List<String> shown = new ArrayList<>();
    int length = 0;
    for (String name : names) {
      String text = PdfText.ofWidth(name, MAX_NAME);
      length += text.length() + 2;
      if (length > limit) {
        break;
      }
      shown.add(text);
    }
    if (shown.size() < names.size()) {
      shown.add("and %,d more".formatted(names.size() - shown.size()));
    }
    return names.isEmpty() ? "none" : String.join(", ", shown);
  }

  private static List<String> notJudged(List<RuleResult> rules) {
    return Stream.of(Outcome.NOT_JUDGED, Outcome.PARTLY_JUDGED, Outcome.NOT_APPLICABLE)
        .flatMap(outcome -> sentence(outcome, rules).stream())
        .toList();
  }

  private static Optional<String> sentence(Outcome outcome, List<RuleResult> rules) {
    List<String> titles =
        rules.stream()
            .filter(rule -> rule.outcome() == outcome)
            .sorted(Comparator.comparing(RuleResult::severity))
            .map(rule -> '\u201C' + PdfText.ofWidth(rule.title(), MAX_NAME) + '\u201D')
            .toList();
    String what =
        switch (outcome) {
          case NOT_JUDGED -> "could not judge";
          case PARTLY_JUDGED -> "could judge in part only";
          default -> "not applicable to this event source";
        };
    return titles.isEmpty()
        ? Optional.empty()
        : Optional.of(
            String.format(
                Locale.ROOT,
                "%d %s %s: %s.",
                titles.size(),
                titles.size() == 1 ? "rule" : "rules",
                what,
                firstNames(titles, MAX_TITLES)));
  }

  /** A field of the scope. */
  record Field(String label, String text) {}

  /** A figure and its change. */
  record Figure(String label, String value, String unit, String trend, String change) {
    static Figure of(KeyFigure figure, Scope scope) {
      FigureChange change = FigureChange.of(figure, scope);
      return new Figure(
          PdfText.ofWidth(figure.label(), MAX_LABEL),
          PdfText.ofWidth(PdfView.value(figure.value()), 24),
          PdfText.ofWidth(figure.unit(), MAX_LABEL),
          change.trend(),
          PdfText.ofWidth(change.text().isEmpty() ? change.absence() : change.text(), MAX_NAME));
    }
  }

  /**
   * A rule with open findings.
   *
   * @param found what the rule found
   * @param open number of its findings that are new or known, and of those that are not listed
   * @param added number of its findings that are new
   */
  record OpenRule(String severity, String found, String open, String added) {
    static OpenRule of(RuleFindings found) {
      RuleResult rule = found.rule();
      return new OpenRule(
          rule.severity().label(),
          PdfText.ofWidth(rule.summary().isEmpty() ? rule.title() : rule.summary(), MAX_FOUND),
          number(found.open()),
          number(found.count(Finding.Status.NEW)) + (rule.unlisted() > 0 ? " or more" : ""));
    }

    private static String number(long number) {
      return String.format(Locale.ROOT, "%,d", number);
    }
  }
}
