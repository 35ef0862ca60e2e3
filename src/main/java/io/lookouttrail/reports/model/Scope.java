package io.lookouttrail.reports.model;

import java.time.Instant;
import java.time.YearMonth;
import java.util.List;
import java.util.Optional;

/**
 * What a report is about.
 *
 * @param service the service in words: {@code Amazon Lookout for Vision}
 * @param eventSource its name in CloudTrail
 * @param to the last month, inclusive; {@code from} for a month's report
 * @param accounts the accounts seen or in scope, as shown: {@code 012345678901 (plant Leipzig)}
 * @param cutOff the newest delivery in the ledger; empty where there is none
 * @param lastIngest when the tables were last written by ingest
 * @param nilReturn where no call was made: {@code 312 files, 40,112 records, no call}
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
    Optional<String> nilReturn) {
  public Scope {
    accounts = List.copyOf(accounts);
    regions = List.copyOf(regions);
    if (to.isBefore(from)) {
      throw new IllegalArgumentException("a period that ends before it begins");
    }
  }

  /** {@code 2025-09}, or {@code 2025-07_2025-09}: the report's folder. */
  public String name() {
    return from.equals(to) ? from.toString() : from + "_" + to;
  }
}
