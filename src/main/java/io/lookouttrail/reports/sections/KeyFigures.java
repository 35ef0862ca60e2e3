package io.lookouttrail.reports.sections;

import io.lookouttrail.reports.model.Chart;
import io.lookouttrail.reports.model.KeyFigure;
import io.lookouttrail.reports.query.QueryRunner;
import io.lookouttrail.reports.query.ReportOptions;
import io.lookouttrail.reports.sections.modelruns.ModelRunsContent;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The key figures of a report, in order.
 *
 * @param all each figure once
 * @param months the figures of each month of a period; empty for a report of one month
 * @param modelRuns the figures of model runs by month; none if no model ran
 */
record KeyFigures(
    List<KeyFigure> all, Optional<MonthlyFigures> months, List<Chart.Trend> modelRuns) {
  KeyFigures {
    all = List.copyOf(all);
    modelRuns = List.copyOf(modelRuns);
  }

  /**
   * Computes the figures. Those of a month have the value of the month before, where the tables
   * hold it.
   *
   * @param modelRuns the section on model runs
   */
  static KeyFigures read(
      QueryRunner runner,
      ReportOptions options,
      boolean hasMonthBefore,
      ModelRunsContent modelRuns) {
    boolean compares = options.isMonth() && hasMonthBefore;
    CallFigureQuery calls = CallFigureQuery.run(runner, options);
    List<KeyFigure> all = new ArrayList<>(calls.figures(compares));
    all.addAll(modelRuns.figures());
    return new KeyFigures(all, calls.months(), modelRuns.trends());
  }

  /** Returns the five figures of the first screen. */
  List<KeyFigure> headline() {
    return headlineNames().stream().map(name -> find(name).orElseThrow()).toList();
  }

  private List<String> headlineNames() {
    if (find("images_analysed").isEmpty()) {
      return List.of("calls", "change_calls", "people_and_workloads", "source_ips", "denied");
    }
    String third = find("inference_hours_low").isPresent() ? "inference_hours_low" : "change_calls";
    return List.of("calls", "images_analysed", third, "people_and_workloads", "denied");
  }

  /** Returns the trends of a period; empty for a report of one month. */
  Optional<Chart> trends() {
    return months.map(monthly -> monthly.chart(modelRuns));
  }

  /** Returns a figure by its name. */
  Optional<KeyFigure> find(String name) {
    return all.stream().filter(figure -> figure.name().equals(name)).findFirst();
  }
}
