package io.lookouttrail.reports.render.html;

import io.lookouttrail.reports.model.Evidence;
import io.lookouttrail.reports.model.KeyFigure;
import io.lookouttrail.reports.model.Report;
import io.lookouttrail.reports.model.Scope;
import io.lookouttrail.reports.model.Section;
import io.lookouttrail.reports.model.Table;
import io.lookouttrail.reports.render.common.PaperSelection;
import java.time.YearMonth;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Data model of the template of {@code index.html}: the report with formatted values.
 *
 * @param figures all key figures, beginning with those of the summary
 * @param notPrinted the tables that the printed page only names
 * @param needsLibrary whether a chart needs the chart library
 */
record HtmlPage(
    Scope scope,
    String period,
    Optional<HtmlCell> cutOff,
    Optional<HtmlCell> lastIngest,
    List<HtmlFigure> headline,
    List<HtmlFigure> figures,
    HtmlFindings findings,
    List<HtmlSection> sections,
    HtmlEvidence evidence,
    List<NotPrinted> notPrinted,
    boolean needsLibrary,
    HtmlAssets assets) {
  private static final DateTimeFormatter MONTH =
      DateTimeFormatter.ofPattern("MMMM uuuu", Locale.ENGLISH);

  static HtmlPage of(Report report) {
    Scope scope = report.scope();
    List<HtmlSection> sections = report.sections().stream().map(HtmlSection::of).toList();
    return new HtmlPage(
        scope,
        period(scope.from(), scope.to()),
        scope.cutOff().map(HtmlCell::of),
        scope.lastIngest().map(HtmlCell::of),
        figures(report.headline().stream(), scope),
        figures(distinct(report), scope),
        HtmlFindings.of(report),
        sections,
        HtmlEvidence.of(report.evidence()),
        PaperSelection.notPrinted(report).stream().map(NotPrinted::of).toList(),
        sections.stream()
            .flatMap(section -> section.charts().stream())
            .anyMatch(HtmlChart::needsLibrary),
        HtmlAssets.BUNDLED);
  }

  /** The figures of the first screen, then the others. */
  private static Stream<KeyFigure> distinct(Report report) {
    Map<String, KeyFigure> figures = new LinkedHashMap<>();
    Stream.concat(report.headline().stream(), report.figures().stream())
        .forEach(figure -> figures.putIfAbsent(figure.name(), figure));
    return figures.values().stream();
  }

  private static List<HtmlFigure> figures(Stream<KeyFigure> figures, Scope scope) {
    return figures.map(figure -> HtmlFigure.of(figure, scope)).toList();
  }

  private static String period(YearMonth from, YearMonth to) {
    return from.equals(to) ? MONTH.format(from) : MONTH.format(from) + " to " + MONTH.format(to);
  }

  /** A section of the page. */
  record HtmlSection(
      String id, String title, List<String> notes, List<HtmlChart> charts, List<HtmlTable> tables) {
    static HtmlSection of(Section section) {
      List<HtmlTable> tables = section.tables().stream().map(HtmlTable::of).toList();
      return new HtmlSection(
          section.id(), section.title(), section.notes(), HtmlChart.all(section), tables);
    }
  }

  /** The evidence of the report. */
  record HtmlEvidence(List<String> statements, List<Fact> facts, List<HtmlTable> tables) {
    static HtmlEvidence of(Evidence evidence) {
      List<HtmlTable> tables = evidence.tables().stream().map(HtmlTable::of).toList();
      return new HtmlEvidence(
          evidence.statements(),
          evidence.facts().entrySet().stream()
              .map(fact -> new Fact(fact.getKey(), HtmlCell.of(fact.getValue())))
              .toList(),
          tables);
    }
  }

  /** A table that the printed page only names. */
  record NotPrinted(String name, String title, long total) {
    static NotPrinted of(Table table) {
      return new NotPrinted(table.name(), table.title(), table.rows().count());
    }
  }

  /** A fact of the evidence and its dotted name. */
  record Fact(String name, HtmlCell value) {}
}
