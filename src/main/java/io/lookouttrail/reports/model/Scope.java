package io.lookouttrail.reports.model;

import java.time.Instant;
import java.time.YearMonth;
import java.util.List;
import java.util.Optional;

/**
 * The scope of a report: its service, months, accounts and Regions.
 *
 * @param service the service's name for people, such as {@code Amazon Lookout for Vision}
 * @param eventSource the service's name in CloudTrail
 * @param to the last month, inclusive; equal to {@code from} for a report of one month
 * @param accounts the accounts seen or in scope, such as {@code 012345678901 (plant Leipzig)}
 * @param cutOff the newest time of delivery of a log file; empty where no file's name has a time
 * @param lastIngest when a log file was last ingested
 * @param comparedTo the period that the figures are compared with, such as {@code 2024-09}; empty
 *     without one
 * @param nilReturn what was read, where no call was found, such as {@code 312 files, 40,112
 *     records, no call}; empty where there are calls
 */
public record Scope(
    String service,
    String eventSource,
    YearMonth from,
    YearMonth to,
    List<String> accounts,
    List<String> regions,
    Optional<Instant> cutOff,
    Optional<Instant> lastIngest,
    String productVersion,
    Optional<String> comparedTo,
    Optional<String> nilReturn) {
  public Scope {
    accounts = List.copyOf(accounts);
    regions = List.copyOf(regions);
    if (to.isBefore(from)) {
      throw new IllegalArgumentException("the period ends before it begins: " + from + " to " + to);
    }
  }

  /** A scope of a report that is not compared with another period. */
  public Scope(
      String service,
      String eventSource,
      YearMonth from,
      YearMonth to,
      List<String> accounts,
      List<String> regions,
      Optional<Instant> cutOff,
      Optional<Instant> lastIngest,
      String productVersion,
      Optional<String> nilReturn) {
    this(
        service,
        eventSource,
        from,
        to,
        accounts,
        regions,
        cutOff,
        lastIngest,
        productVersion,
        Optional.empty(),
        nilReturn);
  }

  /** Returns the name of the report's folder: {@code 2025-09}, or {@code 2025-07_2025-09}. */
  public String name() {
    return from.equals(to) ? from.toString() : from + "_" + to;
  }
}
