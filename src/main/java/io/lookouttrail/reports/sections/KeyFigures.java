package io.lookouttrail.reports.sections;

import io.lookouttrail.reports.model.KeyFigure;
import io.lookouttrail.reports.query.QueryRunner;
import io.lookouttrail.reports.query.ReportOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The key figures of a report, in order.
 *
 * @param all each figure once
 */
record KeyFigures(List<KeyFigure> all) {
  KeyFigures {
    all = List.copyOf(all);
  }

  /**
   * Computes the figures. Those of a month have the value of the month before, where the tables
   * hold it.
   *
   * @param modelRuns the figures of the section on model runs
   */
  static KeyFigures read(
      QueryRunner runner,
      ReportOptions options,
      boolean hasMonthBefore,
      List<KeyFigure> modelRuns) {
    boolean compares = options.isMonth() && hasMonthBefore;
    List<KeyFigure> all = new ArrayList<>(CallFigures.read(runner, options, compares));
    if (options.hasCatalogue()) {
      all.addAll(new InferenceHours(runner, options, compares).read());
    }
    all.addAll(modelRuns);
    return new KeyFigures(all);
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

  /** Returns a figure by its name. */
  Optional<KeyFigure> find(String name) {
    return all.stream().filter(figure -> figure.name().equals(name)).findFirst();
  }
}
