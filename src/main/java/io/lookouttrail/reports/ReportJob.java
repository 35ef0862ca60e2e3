package io.lookouttrail.reports;

import io.lookouttrail.reports.facts.FindingFactsQuery;
import io.lookouttrail.reports.facts.MemoryFindingFacts;
import io.lookouttrail.reports.findings.FindingResult;
import io.lookouttrail.reports.findings.FindingsEvaluator;
import io.lookouttrail.reports.findings.facts.PeriodFacts;
import io.lookouttrail.reports.memory.ReportMemory;
import io.lookouttrail.reports.model.Report;
import io.lookouttrail.reports.query.IngestedMonths;
import io.lookouttrail.reports.query.MemoryReader;
import io.lookouttrail.reports.query.PinnedTables;
import io.lookouttrail.reports.query.QueryContext;
import io.lookouttrail.reports.query.QueryRunner;
import io.lookouttrail.reports.query.ReportLimits;
import io.lookouttrail.reports.query.ReportOptions;
import io.lookouttrail.reports.query.ReportRelations;
import io.lookouttrail.reports.query.ReportRows;
import io.lookouttrail.reports.sections.ComparedPeriod;
import io.lookouttrail.reports.sections.ReportContent;
import io.lookouttrail.tables.TableStore;
import java.time.Clock;
import java.util.Optional;
import java.util.function.Function;

/**
 * Makes the report of a month or a period from the tables; it reads no archive and writes nothing.
 *
 * <p>The rows of long tables stay in Spark until a renderer reads them. A {@link Report} can
 * therefore be used only inside {@link #run}.
 */
public final class ReportJob {
  private final PinnedTables tables;
  private final ReportOptions options;
  private final Clock clock;
  private final ReportLimits limits;

  /**
   * @param clock used only to refuse months in the future
   */
  public ReportJob(TableStore store, ReportOptions options, Clock clock) {
    this(store, options, clock, ReportLimits.DEFAULTS);
  }

  /**
   * As above.
   *
   * @param limits how large a report is computed without Spark
   */
  public ReportJob(TableStore store, ReportOptions options, Clock clock, ReportLimits limits) {
    this.limits = limits;
    this.tables = new PinnedTables(store, options.versions());
    this.options = options;
    this.clock = clock;
  }

  /**
   * Makes the report and passes it on.
   *
   * @param use renders the report; its result is returned
   * @throws io.lookouttrail.run.UserError where a month is in the future or was never ingested, or
   *     where a table version is gone
   */
  public <T> T run(Function<Report, T> use) {
    Optional<MemoryReader> reader = MemoryReader.open(tables, options, limits);
    IngestedMonths ledger =
        reader
            .map(MemoryReader::ledger)
            .orElseGet(() -> IngestedMonths.read(tables, options.eventSource()));
    ledger.requireReportable(options, clock);
    Optional<ComparedPeriod> compared =
        options.comparedTo().map(other -> compared(options.ofPeriod(other), ledger));
    Optional<ReportMemory> memory = reader.flatMap(MemoryReader::read);
    return memory.isPresent()
        ? inMemory(memory.get(), ledger, compared, use)
        : onSpark(ledger, compared, use);
  }

  /** The figures of another period; its rows are released before those of the report are read. */
  private ComparedPeriod compared(ReportOptions other, IngestedMonths ledger) {
    Optional<ReportMemory> memory =
        MemoryReader.open(tables, other, limits).flatMap(MemoryReader::read);
    try (QueryContext context = new QueryContext(tables.store())) {
      if (memory.isPresent()) {
        ReportRelations.describe(context, ledger, other);
        return ComparedPeriod.read(new QueryRunner(context, memory), other, ledger);
      }
      ReportRows rows = ReportRows.read(tables, context, other.eventSource(), other.periods());
      ReportRelations.bind(context, tables, rows, ledger, other);
      return ComparedPeriod.read(new QueryRunner(context), other, ledger);
    }
  }

  private <T> T inMemory(
      ReportMemory memory,
      IngestedMonths ledger,
      Optional<ComparedPeriod> compared,
      Function<Report, T> use) {
    try (QueryContext context = new QueryContext(tables.store())) {
      ReportRelations.describe(context, ledger, options);
      QueryRunner runner = new QueryRunner(context, Optional.of(memory));
      ReportContent content = ReportContent.read(runner, options, ledger);
      PeriodFacts facts = MemoryFindingFacts.of(memory, ledger, options);
      return use.apply(report(content, facts, compared));
    }
  }

  private <T> T onSpark(
      IngestedMonths ledger, Optional<ComparedPeriod> compared, Function<Report, T> use) {
    try (QueryContext context = new QueryContext(tables.store())) {
      ReportRows rows = ReportRows.read(tables, context, options.eventSource(), options.periods());
      ReportRelations.bind(context, tables, rows, ledger, options);
      ReportContent content = ReportContent.read(new QueryRunner(context), options, ledger);
      FindingFactsQuery.Input input =
          new FindingFactsQuery.Input(
              tables, rows, ledger, options.eventSource(), options.periods(), options.thresholds());
      return use.apply(report(content, FindingFactsQuery.run(input), compared));
    }
  }

  private Report report(
      ReportContent content, PeriodFacts facts, Optional<ComparedPeriod> compared) {
    FindingResult result =
        FindingsEvaluator.evaluate(
            new FindingsEvaluator.Input(
                content.withGrants(facts),
                options.thresholds(),
                options.scope(),
                options.accepted(),
                content.unprovenDays()));
    return content.report(result, compared);
  }
}
