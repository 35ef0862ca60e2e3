package io.lookouttrail.reports.sections;

import io.lookouttrail.reports.findings.FindingResult;
import io.lookouttrail.reports.findings.facts.PeriodFacts;
import io.lookouttrail.reports.grants.GrantsContent;
import io.lookouttrail.reports.model.Chart;
import io.lookouttrail.reports.model.KeyFigure;
import io.lookouttrail.reports.model.Report;
import io.lookouttrail.reports.model.Section;
import io.lookouttrail.reports.model.Table;
import io.lookouttrail.reports.query.IngestedMonths;
import io.lookouttrail.reports.query.QueryRunner;
import io.lookouttrail.reports.query.ReportOptions;
import io.lookouttrail.reports.sections.modelruns.ModelRunsContent;
import io.lookouttrail.run.Period;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The content of a report as its queries gave it: everything but the findings. */
public final class ReportContent {
  private final ReportOptions options;
  private final IngestedMonths ledger;
  private final EvidenceContent evidence;
  private final KeyFigures figures;
  private final List<Section> sections;
  private final Optional<GrantsContent> grants;

  private ReportContent(
      ReportOptions options,
      IngestedMonths ledger,
      EvidenceContent evidence,
      KeyFigures figures,
      List<Section> sections,
      Optional<GrantsContent> grants) {
    this.options = options;
    this.ledger = ledger;
    this.evidence = evidence;
    this.figures = figures;
    this.sections = sections;
    this.grants = grants;
  }

  /** Runs the queries of all parts. */
  public static ReportContent read(
      QueryRunner runner, ReportOptions options, IngestedMonths ledger) {
    boolean hasMonthBefore = ledger.has(options.from().minusMonths(1));
    EvidenceContent evidence = EvidenceContent.read(runner, options, ledger);
    ModelRunsContent modelRuns = ModelRunsContent.read(runner, options, hasMonthBefore);
    List<Section> sections = new ArrayList<>();
    KeyFigures figures = KeyFigures.read(runner, options, hasMonthBefore, modelRuns);
    sections.add(usage(runner, new UsageQueries(options, hasMonthBefore), evidence, figures));
    modelRuns.section().ifPresent(sections::add);
    Optional<GrantsContent> grants =
        GrantsContent.read(runner, options, ledger, evidence.accountsWithGaps());
    sections.add(access(runner, options, ledger.monthsBefore(options), grants));
    grants.map(GrantsContent::section).ifPresent(sections::add);
    sections.add(changes(runner, new ChangeQueries(options)));
    return new ReportContent(options, ledger, evidence, figures, sections, grants);
  }

  private static Section usage(
      QueryRunner runner, UsageQueries queries, EvidenceContent evidence, KeyFigures figures) {
    List<Table> tables = new ArrayList<>();
    figures.months().map(MonthlyFigures::table).ifPresent(tables::add);
    tables.addAll(runner.tables(queries.all()));
    List<Chart> charts = new ArrayList<>(figures.trends().stream().toList());
    Table byDay = named(tables, "usage_by_day");
    charts.addAll(new CallCharts(runner, queries.options(), byDay).all());
    return new Section(
        "usage",
        "Usage",
        Stream.concat(new EvidenceText(evidence).incomplete().stream(), UsageQueries.NOTES.stream())
            .toList(),
        charts,
        tables);
  }

  private static Section access(
      QueryRunner runner,
      ReportOptions options,
      long monthsBefore,
      Optional<GrantsContent> grants) {
    AccessQueries queries = new AccessQueries(options);
    List<Table> tables = new ArrayList<>(runner.tables(queries.all()));
    Table review = runner.table(queries.review());
    tables.add(grants.map(content -> content.fillReview(review)).orElse(review));
    tables.add(
        new AccessAccounts(options, named(tables, "access_by_actor"), named(tables, "fell_silent"))
            .table());
    return new Section("access", "Access", queries.notes(monthsBefore), List.of(), tables);
  }

  private static Table named(List<Table> tables, String name) {
    return tables.stream().filter(table -> table.name().equals(name)).findFirst().orElseThrow();
  }

  private static Section changes(QueryRunner runner, ChangeQueries queries) {
    return new Section(
        "changes",
        "Changes",
        ChangeQueries.NOTES,
        List.of(),
        List.of(runner.table(queries.changes())));
  }

  /** Returns the facts with those about grants, where authorization details were given. */
  public PeriodFacts withGrants(PeriodFacts facts) {
    return grants.map(content -> content.addTo(facts)).orElse(facts);
  }

  /** Returns the days of accounts and Regions without a file that no digest proves empty. */
  public long unprovenDays() {
    return evidence.unprovenDays();
  }

  /**
   * Returns the whole report.
   *
   * @param result the findings in the report's order
   * @param compared the figures of another period; empty without one
   */
  public Report report(FindingResult result, Optional<ComparedPeriod> compared) {
    List<Section> all = new ArrayList<>(List.of(changed(result)));
    compared.map(this::comparison).ifPresent(all::add);
    all.addAll(sections);
    return new Report(
        new ScopeContent(options, ledger, evidence).scope(figures),
        compared(figures.headline(), compared),
        compared(figures.all(), compared),
        result.findings(),
        result.rules(),
        result.notes(),
        all,
        evidence.evidence(
            figures.all(), all.stream().flatMap(section -> section.tables().stream()).toList()));
  }

  private Section changed(FindingResult result) {
    YearMonth before = options.from().minusMonths(1);
    List<Table> tables = sections.stream().flatMap(section -> section.tables().stream()).toList();
    return new WhatChanged(
            before,
            ledger.has(before),
            result,
            named(tables, "first_time"),
            named(tables, "fell_silent"))
        .section();
  }

  private Section comparison(ComparedPeriod other) {
    return new Comparison(
            new Period(options.from(), options.to()),
            figures.all(),
            sections.stream().flatMap(section -> section.tables().stream()).toList(),
            other)
        .section();
  }

  private static List<KeyFigure> compared(
      List<KeyFigure> figures, Optional<ComparedPeriod> compared) {
    return compared
        .map(
            other ->
                figures.stream()
                    .map(figure -> figure.comparedWith(other.figure(figure.name())))
                    .toList())
        .orElse(figures);
  }
}
