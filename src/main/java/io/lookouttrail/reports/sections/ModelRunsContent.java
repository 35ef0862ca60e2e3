package io.lookouttrail.reports.sections;

import io.lookouttrail.identity.ActionCatalogue;
import io.lookouttrail.reports.model.KeyFigure;
import io.lookouttrail.reports.model.Section;
import io.lookouttrail.reports.query.QueryContext;
import io.lookouttrail.reports.query.QueryRunner;
import io.lookouttrail.reports.query.ReportOptions;
import java.util.List;
import java.util.Optional;

/**
 * What a report tells of the runs of models.
 *
 * @param section empty for a source that has no models
 * @param figures of all models together, beside the inference hours that {@link KeyFigures} has;
 *     none where no model ran
 */
public record ModelRunsContent(Optional<Section> section, List<KeyFigure> figures) {
  public ModelRunsContent {
    figures = List.copyOf(figures);
  }

  /**
   * Asks the runs, in four queries.
   *
   * @param relations with {@code model_runs} bound to the table
   * @param comparable whether the month before was ingested, so that its figures can stand beside
   */
  public static ModelRunsContent of(
      QueryRunner answers, QueryContext relations, ReportOptions options, boolean comparable) {
    if (!options.eventSource().equals(ActionCatalogue.LOOKOUT_VISION)) {
      return new ModelRunsContent(Optional.empty(), List.of());
    }
    ModelRunsQueries questions = new ModelRunsQueries(options);
    ModelRunsTotals totals = ModelRunsTotals.of(answers, questions);
    return new ModelRunsContent(
        Optional.of(ModelRunsSection.of(answers, questions, totals)),
        totals.figures(relations, questions, comparable));
  }
}
