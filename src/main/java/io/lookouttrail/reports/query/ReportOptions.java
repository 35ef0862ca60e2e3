package io.lookouttrail.reports.query;

import io.lookouttrail.reports.findings.facts.AcceptedFinding;
import io.lookouttrail.reports.findings.facts.ScopeAccount;
import io.lookouttrail.reports.findings.facts.Thresholds;
import io.lookouttrail.run.Window;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * What a report is asked to tell. The same tables and options give the same report.
 *
 * @param eventSource the service's name in CloudTrail
 * @param to the last month, inclusive; {@code from} for a month's report
 * @param latenessDays days of delivery beyond the last month's end that belong to it
 * @param priceInferenceHour in any currency; empty: hours, and no money
 * @param scope the accounts of which logs are expected; empty where nobody said
 * @param accepted the findings that somebody took upon themselves
 * @param versions the tables' versions by name, as {@code TableStore.versions} gives them or a run
 *     noted them; a table that is not among them is not there
 * @param productVersion of Lookout Trail
 */
public record ReportOptions(
    String eventSource,
    YearMonth from,
    YearMonth to,
    int latenessDays,
    Optional<BigDecimal> priceInferenceHour,
    Optional<List<ScopeAccount>> scope,
    List<AcceptedFinding> accepted,
    Thresholds thresholds,
    Map<String, Long> versions,
    String productVersion) {
  public ReportOptions {
    scope = scope.map(List::copyOf);
    accepted = List.copyOf(accepted);
    versions = Map.copyOf(new TreeMap<>(versions));
    if (to.isBefore(from)) {
      throw new IllegalArgumentException("a period that ends before it begins");
    }
    Window.checkLateness(latenessDays);
  }

  /** Whether it is of one month, which is then compared with the month before. */
  public boolean isMonth() {
    return from.equals(to);
  }

  /** Every month of it, in order. */
  public List<YearMonth> months() {
    return Stream.iterate(from, month -> !month.isAfter(to), month -> month.plusMonths(1)).toList();
  }

  public LocalDate firstDay() {
    return from.atDay(1);
  }

  public LocalDate lastDay() {
    return to.atEndOfMonth();
  }

  /** The last day of delivery that belongs to the report. */
  public LocalDate lastDelivery() {
    return lastDay().plusDays(latenessDays);
  }
}
