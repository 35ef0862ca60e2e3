package io.lookouttrail.reports.render.pdf;

import io.lookouttrail.reports.model.Evidence;
import io.lookouttrail.reports.model.KeyFigure;
import io.lookouttrail.reports.model.Report;
import io.lookouttrail.reports.model.Scope;
import io.lookouttrail.reports.model.Section;
import io.lookouttrail.reports.model.Table;
import io.lookouttrail.reports.model.Value;
import io.lookouttrail.reports.render.common.PaperSelection;
import io.lookouttrail.reports.render.common.PrintableText;
import io.lookouttrail.reports.render.common.RulesTable;
import java.time.YearMonth;
import java.time.format.TextStyle;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Data model of the PDF template: records, lists and maps of printable text. */
final class PdfView {
  /** Longest sentence; the other formats have the whole text. */
  private static final int MAX_SENTENCE = 400;

  private static final int MAX_NAME = 80;
  private static final int MAX_NOTES = 8;
  private static final int MAX_STATEMENTS = 12;
  private static final int MAX_FIGURES = 40;

  private final Report report;

  PdfView(Report report) {
    this.report = report;
  }

  /** The values for the template. */
  Map<String, Object> values() {
    Map<String, Object> values = new LinkedHashMap<>();
    values.put("family", PdfFonts.FAMILY);
    values.put("title", title(report));
    values.put("service", PdfText.ofWidth(report.scope().service(), 56));
    values.put("period", period(report.scope()));
    values.put("version", PdfText.ofWidth(report.scope().productVersion(), 40));
    values.put("summary", PdfSummary.of(report));
    values.put("findings", PdfFindings.of(report));
    values.put("rules", new PdfTable(RulesTable.of(report)).values(new HashSet<>()));
    values.put("ruleNotes", ruleNotes());
    values.put("figures", figures());
    values.put("otherPeriod", otherPeriod());
    values.put("sections", report.sections().stream().map(PdfView::section).toList());
    values.put("evidence", evidence(report.evidence()));
    values.put(
        "notPrinted", PaperSelection.notPrinted(report).stream().map(NotPrinted::of).toList());
    return values;
  }

  /** The title of the document. */
  static String title(Report report) {
    return "Usage and access of " + name(report.scope().service()) + ", " + period(report.scope());
  }

  /** A value of a figure; a dash for none. */
  static String value(Value value) {
    return value instanceof Value.Nothing ? "\u2013" : name(PrintableText.forPeople(value));
  }

  private static String period(Scope scope) {
    String to = month(scope.to());
    return scope.from().equals(scope.to()) ? to : month(scope.from()) + " to " + to;
  }

  private static String month(YearMonth month) {
    return month.getMonth().getDisplayName(TextStyle.FULL, Locale.ENGLISH) + " " + month.getYear();
  }

  /** What the rules could not judge and why, each reason once. */
  private List<String> ruleNotes() {
    return sentences(
        Stream.concat(
                report.findingNotes().stream(),
                report.rules().stream().flatMap(rule -> rule.notes().stream()))
            .distinct()
            .toList());
  }

  /** Two figures a row: the first half is on the left. */
  private List<List<Map<String, String>>> figures() {
    List<Map<String, String>> figures =
        report.figures().stream().limit(MAX_FIGURES).map(this::figure).toList();
    int half = (figures.size() + 1) / 2;
    return IntStream.range(0, half)
        .mapToObj(
            row ->
                row + half < figures.size()
                    ? List.of(figures.get(row), figures.get(row + half))
                    : List.of(figures.get(row)))
        .toList();
  }

  /** The heading over the other values of the figures; empty where there are none. */
  private String otherPeriod() {
    boolean isMonth = report.scope().from().equals(report.scope().to());
    return report.scope().comparedTo().orElse(isMonth ? "Month before" : "");
  }

  private Map<String, String> figure(KeyFigure figure) {
    Optional<Value> other =
        report.scope().comparedTo().isPresent() ? figure.compared() : figure.before();
    return Map.of(
        "label",
        name(figure.label()),
        "value",
        value(figure.value()),
        "unit",
        name(figure.unit()),
        "before",
        other.map(PdfView::value).orElse(""));
  }

  private static Map<String, Object> section(Section section) {
    return Map.of(
        "id",
        section.id(),
        "title",
        name(section.title()),
        "notes",
        sentences(section.notes()),
        "charts",
        section.charts().stream().map(chart -> new PdfChart(PdfTable.WIDTH).values(chart)).toList(),
        "tables",
        printed(section.tables(), section.notes()));
  }

  private static Map<String, Object> evidence(Evidence evidence) {
    return Map.of(
        "statements",
        sentences(evidence.statements(), MAX_STATEMENTS),
        "tables",
        printed(evidence.tables(), List.of()));
  }

  /** The tables for paper; a note that several of them have is printed once. */
  private static List<Map<String, Object>> printed(List<Table> tables, List<String> notes) {
    Set<String> printed = new HashSet<>(notes);
    return tables.stream()
        .filter(table -> PaperSelection.of(table).isPrinted())
        .map(table -> new PdfTable(table).values(printed))
        .toList();
  }

  private static String name(String text) {
    return PdfText.of(text, MAX_NAME);
  }

  private static List<String> sentences(List<String> texts) {
    return sentences(texts, MAX_NOTES);
  }

  private static List<String> sentences(List<String> texts, int limit) {
    return texts.stream().limit(limit).map(text -> PdfText.of(text, MAX_SENTENCE)).toList();
  }

  /** A table that is only named. */
  record NotPrinted(String title, String rows, String file) {
    static NotPrinted of(Table table) {
      return new NotPrinted(
          name(table.title()),
          String.format(Locale.ROOT, "%,d", table.rows().count()),
          name(table.name()) + ".csv");
    }
  }
}
