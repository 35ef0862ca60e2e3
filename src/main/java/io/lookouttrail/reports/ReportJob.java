package io.lookouttrail.reports;

import io.lookouttrail.reports.facts.FindingFactsQuery;
import io.lookouttrail.reports.findings.FindingResult;
import io.lookouttrail.reports.findings.FindingsEvaluator;
import io.lookouttrail.reports.model.Report;
import io.lookouttrail.reports.query.IngestedMonths;
import io.lookouttrail.reports.query.PinnedTables;
import io.lookouttrail.reports.query.QueryContext;
import io.lookouttrail.reports.query.QueryRunner;
import io.lookouttrail.reports.query.ReportOptions;
import io.lookouttrail.reports.query.ReportRelations;
import io.lookouttrail.reports.query.ReportRows;
import io.lookouttrail.reports.sections.ReportContent;
import io.lookouttrail.tables.TableStore;
import java.time.Clock;
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

  /**
   * @param clock used only to refuse months in the future
   */
  public ReportJob(TableStore store, ReportOptions options, Clock clock) {
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
    IngestedMonths ledger = IngestedMonths.read(tables, options.eventSource());
    ledger.requireReportable(options, clock);
    try (QueryContext context = new QueryContext(tables.store())) {
      ReportRows rows = ReportRows.read(tables, context, options.eventSource(), options.periods());
      ReportRelations.bind(context, tables, rows, ledger, options);
      ReportContent content = ReportContent.read(new QueryRunner(context), options, ledger);
      FindingResult result = findings(rows, ledger, content.unprovenDays());
      return use.apply(content.report(result.findings(), result.notes()));
    }
  }

  private FindingResult findings(ReportRows rows, IngestedMonths ledger, long unprovenDays) {
    FindingFactsQuery.Input input =
        new FindingFactsQuery.Input(
            tables, rows, ledger, options.eventSource(), options.periods(), options.thresholds());
    return FindingsEvaluator.evaluate(
        new FindingsEvaluator.Input(
            FindingFactsQuery.run(input),
            options.thresholds(),
            options.scope(),
            options.accepted(),
            unprovenDays));
  }
}
