package io.lookouttrail.reports.query;

import io.lookouttrail.fixtures.CallRow;
import io.lookouttrail.fixtures.ExpectedFigures;
import io.lookouttrail.fixtures.ReportWorld;
import io.lookouttrail.fixtures.ReportWorldTables;
import io.lookouttrail.reports.ReportJob;
import io.lookouttrail.reports.findings.facts.Thresholds;
import io.lookouttrail.reports.model.KeyFigure;
import io.lookouttrail.reports.model.Report;
import io.lookouttrail.reports.model.Table;
import io.lookouttrail.tables.AllTables;
import java.time.Clock;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/** Reports of {@link ReportWorld}, each made when it is first looked at. */
public final class WorldReports {
  public static final YearMonth SEPTEMBER = YearMonth.of(2025, 9);
  static final Clock NOVEMBER = Clock.fixed(Instant.parse("2025-11-02T10:00:00Z"), ZoneOffset.UTC);

  private WorldReports() {}

  public static ReportOptions options(String source, YearMonth from, YearMonth to) {
    return new ReportOptions(
        source,
        from,
        to,
        3,
        Optional.empty(),
        Optional.empty(),
        List.of(),
        Thresholds.DEFAULTS,
        AllTables.versions(ReportWorldTables.store()),
        "1.0.0");
  }

  /** The report; its tables are few enough to be in memory when it is done. */
  public static Report report(ReportOptions options) {
    return new ReportJob(ReportWorldTables.store(), options, NOVEMBER).run(Function.identity());
  }

  static Report lookout(YearMonth from, YearMonth to) {
    return report(options(ReportWorld.LOOKOUT, from, to));
  }

  static Table table(Report report, String name) {
    return report.tables().filter(table -> table.name().equals(name)).findFirst().orElseThrow();
  }

  static List<String> rows(Report report, String name) {
    return ExpectedFigures.text(table(report, name));
  }

  static KeyFigure figure(Report report, String name) {
    return Stream.concat(report.headline().stream(), report.figures().stream())
        .filter(figure -> figure.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  /** The source's calls that count, of these months. */
  static List<CallRow> calls(String source, YearMonth from, YearMonth to) {
    return ReportWorld.currentCalls().stream()
        .filter(call -> call.is("event_source", source))
        .filter(call -> !YearMonth.from(call.day()).isBefore(from))
        .filter(call -> !YearMonth.from(call.day()).isAfter(to))
        .toList();
  }
}
