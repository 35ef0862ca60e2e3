package io.lookouttrail.reports.query;

import io.lookouttrail.tables.EventsTable;
import io.lookouttrail.tables.TableSpec;

/**
 * How large a report may be that is computed in the driver's memory; Spark computes larger ones.
 *
 * @param maxEvents the most events in the files that are read
 * @param maxOtherRows the most rows of each other table
 * @param maxGroups the most groups of events and changes that are held at once
 */
public record ReportLimits(long maxEvents, long maxOtherRows, long maxGroups) {
  /** Limits with which a report takes less than 1 GB. */
  public static final ReportLimits DEFAULTS = new ReportLimits(3_000_000, 200_000, 300_000);

  /** Limits with which Spark computes every report. */
  public static final ReportLimits SPARK_ALWAYS = new ReportLimits(0, 0, 0);

  long maxRows(TableSpec table) {
    return table.equals(EventsTable.SPEC) ? maxEvents : maxOtherRows;
  }
}
