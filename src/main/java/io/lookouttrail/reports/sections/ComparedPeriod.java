package io.lookouttrail.reports.sections;

import io.lookouttrail.reports.model.KeyFigure;
import io.lookouttrail.reports.model.Table;
import io.lookouttrail.reports.model.Value;
import io.lookouttrail.reports.query.IngestedMonths;
import io.lookouttrail.reports.query.QueryRunner;
import io.lookouttrail.reports.query.ReportOptions;
import io.lookouttrail.reports.sections.modelruns.ModelRunsContent;
import io.lookouttrail.run.Period;
import java.time.YearMonth;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The figures of the period that a report is compared with.
 *
 * @param missing months of the period of which no file was ingested
 * @param calls the calls by table and by the row's keys
 */
public record ComparedPeriod(
    Period period,
    List<YearMonth> missing,
    List<KeyFigure> figures,
    Map<String, Map<List<Value>, Long>> calls) {

  /** The tables that are compared, and the number of columns that say what a row is about. */
  static final Map<String, Integer> TABLES =
      Map.of(
          "usage_by_account", 1,
          "usage_by_region", 1,
          "usage_by_role", 2,
          "usage_by_action", 1);

  public ComparedPeriod {
    missing = List.copyOf(missing);
    figures = List.copyOf(figures);
    calls = Map.copyOf(calls);
  }

  /**
   * Computes the figures.
   *
   * @param options those of a report of that period
   */
  public static ComparedPeriod read(
      QueryRunner runner, ReportOptions options, IngestedMonths ledger) {
    Map<String, Map<List<Value>, Long>> calls = new LinkedHashMap<>();
    // Without the month before: its rows would count as rows of the period.
    new UsageQueries(options, false)
        .all().stream()
            .filter(query -> TABLES.containsKey(query.name()))
            .forEach(query -> calls.put(query.name(), calls(runner.table(query))));
    return new ComparedPeriod(
        new Period(options.from(), options.to()),
        ledger.missing(options),
        KeyFigures.read(runner, options, false, ModelRunsContent.read(runner, options, false))
            .all(),
        calls);
  }

  /** Returns the calls by the keys of each row that has any. */
  static Map<List<Value>, Long> calls(Table table) {
    int keys = TABLES.getOrDefault(table.name(), 1);
    int place = place(table);
    Map<List<Value>, Long> calls = new LinkedHashMap<>();
    table
        .rows()
        .forEach(
            row -> {
              if (row.get(place) instanceof Value.Whole number && number.number() > 0) {
                calls.merge(List.copyOf(row.subList(0, keys)), number.number(), Long::sum);
              }
            });
    return calls;
  }

  private static int place(Table table) {
    for (int i = 0; i < table.columns().size(); i++) {
      if (table.columns().get(i).name().equals("calls")) {
        return i;
      }
    }
    throw new IllegalArgumentException("no calls in " + table.name());
  }

  /** Returns the value of a figure; empty where the period has none of that name. */
  Optional<Value> figure(String name) {
    return figures.stream()
        .filter(figure -> figure.name().equals(name))
        .map(KeyFigure::value)
        .findFirst();
  }
}
