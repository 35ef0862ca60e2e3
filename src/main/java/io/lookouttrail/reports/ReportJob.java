package io.lookouttrail.reports;

import io.lookouttrail.identity.ActionCatalogue;
import io.lookouttrail.reports.facts.FindingFactsQuery;
import io.lookouttrail.reports.findings.FindingResult;
import io.lookouttrail.reports.findings.FindingsEvaluator;
import io.lookouttrail.reports.model.KeyFigure;
import io.lookouttrail.reports.model.Report;
import io.lookouttrail.reports.model.Scope;
import io.lookouttrail.reports.model.Section;
import io.lookouttrail.reports.model.Table;
import io.lookouttrail.reports.model.Value;
import io.lookouttrail.reports.query.CallCube;
import io.lookouttrail.reports.query.IngestedMonths;
import io.lookouttrail.reports.query.PinnedTables;
import io.lookouttrail.reports.query.QueryContext;
import io.lookouttrail.reports.query.QueryRunner;
import io.lookouttrail.reports.query.ReportOptions;
import io.lookouttrail.reports.query.ReportPeriods;
import io.lookouttrail.reports.query.ReportRows;
import io.lookouttrail.reports.query.SqlText;
import io.lookouttrail.reports.sections.AccessQueries;
import io.lookouttrail.reports.sections.CallCharts;
import io.lookouttrail.reports.sections.ChangeQueries;
import io.lookouttrail.reports.sections.ColumnTotals;
import io.lookouttrail.reports.sections.EvidenceContent;
import io.lookouttrail.reports.sections.EvidenceQueries;
import io.lookouttrail.reports.sections.EvidenceText;
import io.lookouttrail.reports.sections.KeyFigures;
import io.lookouttrail.reports.sections.ModelRunsContent;
import io.lookouttrail.reports.sections.ScopeCheck;
import io.lookouttrail.reports.sections.UsageQueries;
import io.lookouttrail.tables.IngestedFilesTable;
import io.lookouttrail.tables.ModelRunsTable;
import io.lookouttrail.tables.TableStore;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;
import org.apache.spark.sql.functions;

/**
 * Makes a report of a month or a period from the tables alone.
 *
 * <p>Works on read-only tables. Long tables' rows are read from Spark while the report is used, so
 * the report lives only within {@link #run}.
 */
public final class ReportJob {
  private final PinnedTables tables;
  private final ReportOptions options;
  private final Clock clock;
  private final boolean catalogue;

  /**
   * @param clock tells a future month from a past one, nothing else
   */
  public ReportJob(TableStore store, ReportOptions options, Clock clock) {
    this.tables = new PinnedTables(store, options.versions());
    this.options = options;
    this.clock = clock;
    this.catalogue = options.eventSource().equals(ActionCatalogue.LOOKOUT_VISION);
  }

  /**
   * Makes the report and hands it over.
   *
   * @param use renders it; what it gives is given back
   * @throws io.lookouttrail.run.UserError where a month is still to come or was never ingested, or
   *     a table's version is gone
   */
  public <T> T run(Function<Report, T> use) {
    IngestedMonths ledger = IngestedMonths.read(tables, options.eventSource());
    ledger.requireReportable(options, clock);
    ReportPeriods spans = new ReportPeriods(options.from(), options.to(), options.latenessDays());
    try (QueryContext relations = new QueryContext(tables.store().spark())) {
      ReportRows rows = ReportRows.read(tables, relations, options.eventSource(), spans);
      bind(relations, rows, ledger);
      return use.apply(report(relations, rows, ledger));
    }
  }

  private void bind(QueryContext relations, ReportRows rows, IngestedMonths ledger) {
    relations.table("calls_by_file", rows.callsByFile());
    relations.table("population", rows.changes());
    relations.table("open_quarantine", rows.quarantine());
    relations.table(ModelRunsTable.SPEC.name(), rows.modelRuns());
    relations.table(IngestedFilesTable.SPEC.name(), tables.read(IngestedFilesTable.SPEC));
    String inPeriod = "event_date >= " + SqlText.day(options.firstDay());
    relations.define(
        "seen",
        "SELECT *, %s AS in_period FROM (\n%s)"
            .formatted(
                inPeriod,
                CallCube.query(options.eventSource(), options.from().minusMonths(1), options.to())),
        rows.calls().with(calls -> calls.withColumn("in_period", functions.expr(inPeriod))));
    relations.define("history", AccessQueries.history(options), rows.currentHistory());
    new EvidenceQueries(options, ledger).define(relations, rows.checks());
  }

  private Report report(QueryContext relations, ReportRows rows, IngestedMonths ledger) {
    QueryRunner answers = new QueryRunner(relations);
    boolean comparable = ledger.has(options.from().minusMonths(1));
    KeyFigures keyFigures = new KeyFigures(answers, relations, options, comparable, catalogue);
    Map<String, KeyFigure> figures = keyFigures.all();
    ModelRunsContent modelRuns = ModelRunsContent.of(answers, relations, options, comparable);
    modelRuns.figures().forEach(figure -> figures.put(figure.name(), figure));
    EvidenceContent evidence = EvidenceContent.ask(answers, options, ledger);
    List<String> incomplete = new EvidenceText(evidence).incomplete();
    List<Section> sections = new ArrayList<>();
    sections.add(
        new Section(
            "usage",
            "Usage",
            Stream.concat(incomplete.stream(), UsageQueries.NOTES.stream()).toList(),
            new CallCharts(answers, options).all(),
            answers.tables(new UsageQueries(options, comparable, catalogue).all())));
    modelRuns.section().ifPresent(sections::add);
    sections.add(access(answers, ledger));
    sections.add(changes(answers));
    FindingResult found = findings(rows, ledger, evidence.unprovenDays());
    return new Report(
        scope(evidence, ledger, figures),
        keyFigures.headline(figures),
        List.copyOf(figures.values()),
        found.findings(),
        found.notes(),
        sections,
        evidence.evidence(
            figures.values(),
            sections.stream().flatMap(section -> section.tables().stream()).toList()));
  }

  /** What the rules say, and what they could not judge. */
  private FindingResult findings(ReportRows rows, IngestedMonths ledger, long unprovenDays) {
    FindingFactsQuery.Input asked =
        new FindingFactsQuery.Input(
            tables,
            rows,
            ledger,
            options.eventSource(),
            new ReportPeriods(options.from(), options.to(), options.latenessDays()),
            options.thresholds());
    return FindingsEvaluator.evaluate(
        new FindingsEvaluator.Input(
            FindingFactsQuery.ask(asked),
            options.thresholds(),
            options.scope(),
            options.accepted(),
            unprovenDays));
  }

  private Section access(QueryRunner answers, IngestedMonths ledger) {
    return new Section(
        "access",
        "Access",
        AccessQueries.notes(ledger.before(options)),
        List.of(),
        answers.tables(new AccessQueries(options).all()));
  }

  private Section changes(QueryRunner answers) {
    return new Section(
        "changes",
        "Changes",
        ChangeQueries.NOTES,
        List.of(),
        List.of(answers.table(new ChangeQueries(options).changes())));
  }

  private Scope scope(
      EvidenceContent evidence, IngestedMonths ledger, Map<String, KeyFigure> figures) {
    Map<String, String> names = ScopeCheck.shown(options.scope().orElse(List.of()));
    SortedSet<String> ids = new TreeSet<>(ColumnTotals.names(evidence.accounts(), "account_id"));
    ids.addAll(names.keySet());
    Table regions = evidence.regions();
    return new Scope(
        service(),
        options.eventSource(),
        options.from(),
        options.to(),
        ids.stream().map(id -> names.getOrDefault(id, id)).toList(),
        List.copyOf(ColumnTotals.names(regions, "region")),
        ledger.cutOff(),
        ledger.lastIngest(),
        options.productVersion(),
        nilReturn(evidence, figures));
  }

  private String service() {
    return catalogue
        ? "Amazon Lookout for Vision"
        : options.eventSource().replaceFirst("\\.amazonaws\\.com(\\.cn)?$", "");
  }

  private static Optional<String> nilReturn(
      EvidenceContent evidence, Map<String, KeyFigure> figures) {
    ColumnTotals read = ColumnTotals.of(evidence.reconciliation());
    KeyFigure calls = figures.get("calls");
    return calls != null && calls.value().equals(Value.whole(0))
        ? Optional.of(
            String.format(
                Locale.ROOT,
                "%,d files, %,d records, no call",
                read.get("files"),
                read.get("records")))
        : Optional.empty();
  }
}
