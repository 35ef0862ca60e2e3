package io.lookouttrail.reports.query;

import io.lookouttrail.grants.AuthorizationDetails;
import io.lookouttrail.identity.ActionCatalogue;
import io.lookouttrail.reports.findings.facts.AcceptedFinding;
import io.lookouttrail.reports.findings.facts.ScopeAccount;
import io.lookouttrail.reports.findings.facts.Thresholds;
import io.lookouttrail.run.Period;
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
 * The options of a report. The same table versions and options give the same report.
 *
 * @param eventSource the service's name in CloudTrail, such as {@code lookoutvision.amazonaws.com}
 * @param to the last month, inclusive; equal to {@code from} for a report of one month
 * @param latenessDays days after the last month on which its log files may still be delivered
 * @param priceInferenceHour the price of an inference hour in any currency; empty for a report
 *     without costs
 * @param scope the accounts that should have delivered logs; empty where the user gave no list
 * @param accepted the findings that the user accepts
 * @param versions the table versions by name, from {@code TableStore.versions} or from an earlier
 *     run; a table without a version counts as missing
 * @param productVersion the version of Lookout Trail
 * @param authorization what is granted, one file for each account; empty where the user gave none
 * @param comparedTo another period that the figures are compared with; empty where the user gave
 *     none
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
    String productVersion,
    List<AuthorizationDetails> authorization,
    Optional<Period> comparedTo) {
  public ReportOptions {
    scope = scope.map(List::copyOf);
    accepted = List.copyOf(accepted);
    authorization = List.copyOf(authorization);
    versions = Map.copyOf(new TreeMap<>(versions));
    if (to.isBefore(from)) {
      throw new IllegalArgumentException("the period ends before it begins: " + from + " to " + to);
    }
    Window.checkLateness(latenessDays);
  }

  /** Options without authorization details. */
  public ReportOptions(
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
    this(
        eventSource,
        from,
        to,
        latenessDays,
        priceInferenceHour,
        scope,
        accepted,
        thresholds,
        versions,
        productVersion,
        List.of(),
        Optional.empty());
  }

  /** Returns these options with authorization details. */
  public ReportOptions withAuthorization(List<AuthorizationDetails> details) {
    return with(from, to, details, comparedTo);
  }

  /**
   * Returns these options with another period to compare with.
   *
   * @throws IllegalArgumentException if it is the report's own
   */
  public ReportOptions compareTo(Period other) {
    if (other.equals(new Period(from, to))) {
      throw new IllegalArgumentException("compared with itself: " + other);
    }
    return with(from, to, authorization, Optional.of(other));
  }

  /** Returns the options of a report of another period, for its figures alone. */
  public ReportOptions ofPeriod(Period other) {
    return with(other.from(), other.to(), List.of(), Optional.empty());
  }

  private ReportOptions with(
      YearMonth first,
      YearMonth last,
      List<AuthorizationDetails> details,
      Optional<Period> compared) {
    return new ReportOptions(
        eventSource,
        first,
        last,
        latenessDays,
        priceInferenceHour,
        scope,
        accepted,
        thresholds,
        versions,
        productVersion,
        details,
        compared);
  }

  /**
   * Whether the actions of the event source are in the catalogue: only those of Lookout for Vision.
   */
  public boolean hasCatalogue() {
    return eventSource.equals(ActionCatalogue.LOOKOUT_VISION);
  }

  /** Whether the report is of one month; only then is it compared with the month before. */
  public boolean isMonth() {
    return from.equals(to);
  }

  /** Returns every month of the report, in order. */
  public List<YearMonth> months() {
    return Stream.iterate(from, month -> !month.isAfter(to), month -> month.plusMonths(1)).toList();
  }

  public ReportPeriods periods() {
    return new ReportPeriods(from, to, latenessDays);
  }

  public LocalDate firstDay() {
    return from.atDay(1);
  }

  public LocalDate lastDay() {
    return to.atEndOfMonth();
  }

  /** Returns the last delivery day whose log files count as the report's. */
  public LocalDate lastDelivery() {
    return lastDay().plusDays(latenessDays);
  }
}
