package io.lookouttrail.reports.sections.modelruns;

import io.lookouttrail.reports.model.Chart;
import io.lookouttrail.reports.model.KeyFigure;
import io.lookouttrail.reports.model.Section;
import io.lookouttrail.reports.query.QueryRunner;
import io.lookouttrail.reports.query.ReportOptions;
import java.util.List;
import java.util.Optional;

/**
 * The report's content about model runs.
 *
 * @param section empty for a source other than Lookout for Vision
 * @param figures the key figures of all models together; none where no model ran
 * @param trends the same figures by month
 */
public record ModelRunsContent(
    Optional<Section> section, List<KeyFigure> figures, List<Chart.Trend> trends) {
  public ModelRunsContent {
    figures = List.copyOf(figures);
    trends = List.copyOf(trends);
  }

  /**
   * Runs the queries, four at most.
   *
   * @param hasMonthBefore whether the tables hold the month before the report's first month
   */
  public static ModelRunsContent read(
      QueryRunner runner, ReportOptions options, boolean hasMonthBefore) {
    if (!options.hasCatalogue()) {
      return new ModelRunsContent(Optional.empty(), List.of(), List.of());
    }
    ModelRunsQueries queries = new ModelRunsQueries(options);
    ModelRunsTotals totals = ModelRunsTotals.read(runner, queries);
    return new ModelRunsContent(
        Optional.of(ModelRunsSection.read(runner, queries, totals)),
        totals.figures(runner, queries, hasMonthBefore),
        totals.trends(options));
  }
}
