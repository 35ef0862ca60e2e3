package io.lookouttrail.reports.facts;

/** State of problems in quarantine; the kind of the facts about them. */
enum ProblemState {
  OPEN,
  /** Resolved problems count for the month before a report only. */
  RESOLVED;

  /** Whether problems in this state count for a period. */
  boolean countsFor(FactPeriod period) {
    return this == OPEN || period == FactPeriod.MONTH_BEFORE;
  }
}
