package io.lookouttrail.ingest;

import io.lookouttrail.ingest.modelruns.DirectModelRuns;
import io.lookouttrail.ingest.rows.BatchStats;
import io.lookouttrail.tables.DirectRows;
import io.lookouttrail.tables.EventsTable;
import io.lookouttrail.tables.ModelRunsTable;
import io.lookouttrail.tables.QuarantineTable;
import io.lookouttrail.tables.TableStore;
import io.lookouttrail.tables.UsageDailyTable;
import io.lookouttrail.tables.direct.DataFile;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.stream.Collectors;

/**
 * What the commit of a small batch reads from the tables.
 *
 * @param ofDates the stored events of the batch's dates
 * @param corrections the stored events that may correct others
 * @param modelCalls the stored events of the actions that determine model runs
 * @param modelRuns every model run
 * @param usage the daily usage of the batch's months
 * @param problems every problem in quarantine
 */
record SmallBatchInput(
    DirectRows ofDates,
    DirectRows corrections,
    DirectRows modelCalls,
    DirectRows modelRuns,
    DirectRows usage,
    DirectRows problems) {
  /** The most rows that are read of a table. Each takes at most about a kilobyte of heap. */
  private static final long MAX_ROWS = 100_000;

  /**
   * The rows for a batch with these counts.
   *
   * @return empty where there are too many
   */
  static Optional<SmallBatchInput> of(TableStore store, BatchStats stats) {
    SortedSet<LocalDate> dates = stats.eventDates();
    Set<String> months =
        dates.stream().map(date -> YearMonth.from(date).toString()).collect(Collectors.toSet());
    Optional<DirectRows> ofDates =
        DirectRows.of(store, EventsTable.SPEC, file -> dates.contains(date(file)), MAX_ROWS);
    Optional<DirectRows> corrections =
        DirectRows.of(
            store, EventsTable.SPEC, file -> !file.hasOnlyNulls("corrects_event_id"), MAX_ROWS);
    Optional<DirectRows> modelCalls =
        DirectRows.of(
            store,
            EventsTable.SPEC,
            file ->
                DirectModelRuns.ACTIONS.contains(String.valueOf(file.partition().get("action"))),
            MAX_ROWS);
    Optional<DirectRows> modelRuns =
        DirectRows.of(store, ModelRunsTable.SPEC, file -> true, MAX_ROWS);
    Optional<DirectRows> usage =
        DirectRows.of(
            store,
            UsageDailyTable.SPEC,
            file -> months.contains(String.valueOf(file.partition().get("month"))),
            MAX_ROWS);
    Optional<DirectRows> problems =
        DirectRows.of(store, QuarantineTable.SPEC, file -> stats.problems() > 0, MAX_ROWS);
    boolean fits =
        ofDates.isPresent()
            && corrections.isPresent()
            && modelCalls.isPresent()
            && modelRuns.isPresent()
            && usage.isPresent()
            && problems.isPresent();
    return fits
        ? Optional.of(
            new SmallBatchInput(
                ofDates.get(),
                corrections.get(),
                modelCalls.get(),
                modelRuns.get(),
                usage.get(),
                problems.get()))
        : Optional.empty();
  }

  private static LocalDate date(DataFile file) {
    return LocalDate.parse(String.valueOf(file.partition().get("event_date")));
  }
}
