package io.lookouttrail.reports.render.pdf;

import io.lookouttrail.reports.model.Evidence;
import io.lookouttrail.reports.model.Finding;
import io.lookouttrail.reports.model.KeyFigure;
import io.lookouttrail.reports.model.Report;
import io.lookouttrail.reports.model.Scope;
import io.lookouttrail.reports.model.Section;
import io.lookouttrail.reports.model.Value;
import io.lookouttrail.reports.render.common.FindingsTable;
import io.lookouttrail.reports.render.common.PrintableText;
import java.time.YearMonth;
import java.time.format.TextStyle;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Data model of the PDF template: lists and maps of printable text. */
final class PdfView {
  /** Longest sentence; the other formats have the whole text. */
  private static final int MAX_SENTENCE = 600;

  private static final int MAX_NAME = 120;

  private final Report report;

  PdfView(Report report) {
    this.report = report;
  }

  /** The values for the template. */
  Map<String, Object> values() {
    Map<String, Object> values = new LinkedHashMap<>();
    values.put("family", PdfFonts.FAMILY);
    values.put("title", title(report));
    values.put("service", name(report.scope().service()));
    values.put("period", period(report.scope()));
    values.put("scope", scope(report.scope()));
    values.put("nil", report.scope().nilReturn().map(PdfView::sentence).orElse(""));
    values.put("headline", report.headline().stream().map(PdfView::figure).toList());
    values.put("figures", report.figures().stream().map(PdfView::figure).toList());
    values.put("severities", severities());
    values.put("findings", report.findings().stream().map(PdfView::finding).toList());
    values.put("findingNotes", sentences(report.findingNotes()));
    values.put("sections", report.sections().stream().map(PdfView::section).toList());
    values.put("evidence", evidence(report.evidence()));
    return values;
  }

  /** The title of the document. */
  static String title(Report report) {
    return "Usage and access of " + name(report.scope().service()) + ", " + period(report.scope());
  }

  private static String period(Scope scope) {
    String to = month(scope.to());
    return scope.from().equals(scope.to()) ? to : month(scope.from()) + " to " + to;
  }

  private static String month(YearMonth month) {
    return month.getMonth().getDisplayName(TextStyle.FULL, Locale.ENGLISH) + " " + month.getYear();
  }

  private static List<Map<String, String>> scope(Scope scope) {
    return Stream.of(
            Map.entry("Event source", scope.eventSource()),
            Map.entry("Accounts", firstNames(scope.accounts())),
            Map.entry("Regions", firstNames(scope.regions())),
            Map.entry(
                "Data cut-off",
                scope.cutOff().map(at -> PrintableText.moment(at) + " UTC").orElse("none")),
            Map.entry(
                "Last ingest",
                scope.lastIngest().map(at -> PrintableText.moment(at) + " UTC").orElse("none")),
            Map.entry("Made by", "Lookout Trail " + scope.productVersion()))
        .map(field -> Map.of("label", field.getKey(), "text", sentence(field.getValue())))
        .toList();
  }

  /** The first twelve names, and the number of the others. */
  private static String firstNames(List<String> names) {
    int shown = 12;
    String text = names.stream().limit(shown).map(PdfView::name).collect(Collectors.joining(", "));
    return names.isEmpty()
        ? "none"
        : names.size() > shown ? text + ", and " + (names.size() - shown) + " more" : text;
  }

  private static Map<String, String> figure(KeyFigure figure) {
    return Map.of(
        "label",
        name(figure.label()),
        "value",
        value(figure.value()),
        "unit",
        name(figure.unit()),
        "before",
        figure.before().map(PdfView::value).orElse(""));
  }

  private static String value(Value value) {
    return value instanceof Value.Nothing ? "\u2013" : name(PrintableText.forPeople(value));
  }

  private String severities() {
    return Stream.of(Finding.Severity.values())
        .map(
            severity ->
                report.findings().stream().filter(it -> it.severity() == severity).count()
                    + " "
                    + severity.label())
        .collect(Collectors.joining(", "));
  }

  private static Map<String, String> finding(Finding finding) {
    Map<String, String> values = new LinkedHashMap<>();
    values.put("severity", finding.severity().label());
    values.put("status", finding.status().label());
    values.put("title", name(finding.title()));
    values.put("explanation", sentence(FindingsTable.explanation(finding)));
    values.put("controls", name(String.join(", ", finding.controls())));
    values.put("id", name(finding.id()));
    values.put("account", finding.accountId().map(PdfView::name).orElse(""));
    values.put("subject", name(finding.subject()));
    values.put("count", PrintableText.forPeople(Value.whole(finding.count())));
    values.put("first", finding.firstSeen().map(PrintableText::moment).orElse(""));
    values.put("last", finding.lastSeen().map(PrintableText::moment).orElse(""));
    return values;
  }

  private static Map<String, Object> section(Section section) {
    boolean wide = section.tables().stream().anyMatch(PdfTable::isWide);
    int width = wide ? PdfTable.LANDSCAPE : PdfTable.PORTRAIT;
    return Map.of(
        "id",
        section.id(),
        "title",
        name(section.title()),
        "wide",
        wide,
        "notes",
        sentences(section.notes()),
        "charts",
        section.charts().stream().map(chart -> new PdfChart(width).values(chart)).toList(),
        "tables",
        section.tables().stream().map(table -> new PdfTable(table, width).values()).toList());
  }

  private static Map<String, Object> evidence(Evidence evidence) {
    List<Map<String, String>> facts = new ArrayList<>();
    evidence
        .facts()
        .forEach((fact, value) -> facts.add(Map.of("name", name(fact), "value", value(value))));
    boolean wide = evidence.tables().stream().anyMatch(PdfTable::isWide);
    int width = wide ? PdfTable.LANDSCAPE : PdfTable.PORTRAIT;
    return Map.of(
        "statements",
        sentences(evidence.statements()),
        "facts",
        facts,
        "wide",
        wide,
        "tables",
        evidence.tables().stream().map(table -> new PdfTable(table, width).values()).toList());
  }

  private static String name(String text) {
    return PdfText.of(text, MAX_NAME);
  }

  private static String sentence(String text) {
    return PdfText.of(text, MAX_SENTENCE);
  }

  private static List<String> sentences(List<String> texts) {
    return texts.stream().map(PdfView::sentence).toList();
  }
}
