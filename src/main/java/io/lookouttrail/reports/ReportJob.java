package io.lookouttrail.reports;

import io.lookouttrail.reports.model.Report;
import io.lookouttrail.tables.TableStore;
import java.time.Clock;
import java.util.function.Function;

/**
 * Makes a report of a month or a period from the tables alone.
 *
 * <p>Works on read-only tables. Long tables' rows are read from Spark while the report is used, so
 * the report lives only within {@link #run}.
 */
public final class ReportJob {
  private final TableStore store;
  private final ReportOptions options;
  private final Clock clock;

  /**
   * @param clock tells a future month from a past one, nothing else
   */
  public ReportJob(TableStore store, ReportOptions options, Clock clock) {
    this.store = store;
    this.options = options;
    this.clock = clock;
  }

  /**
   * Makes the report and hands it over.
   *
   * @param use renders it; what it gives is given back
   * @throws io.lookouttrail.run.UserError where a month is still to come or was never ingested, or
   *     a table's version is gone
   */
  public <T> T run(Function<Report, T> use) {
    throw new UnsupportedOperationException(store.root() + options + clock + use);
  }
}
