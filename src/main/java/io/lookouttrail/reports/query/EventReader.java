package io.lookouttrail.reports.query;

import io.lookouttrail.run.ParallelWork;
import io.lookouttrail.tables.direct.DataFile;
import java.time.LocalDate;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;

/** Reads and counts the events of a report in several threads, without Spark. */
final class EventReader {
  private static final int MAX_THREADS = 8;

  private final TableFiles events;
  private final ReportOptions options;
  private final long maxGroups;
  private final AtomicLong groups = new AtomicLong();

  /**
   * @param events the files up to the report's last day, and later ones with corrections
   */
  EventReader(TableFiles events, ReportOptions options, ReportLimits limits) {
    this.events = events;
    this.options = options;
    this.maxGroups = limits.maxGroups();
  }

  /** Reads the events; empty where there are more groups and changes than the limit allows. */
  Optional<EventTotals> read() {
    Set<EventTotals.Corrected> corrected = corrected();
    ConcurrentLinkedQueue<DataFile> queue =
        new ConcurrentLinkedQueue<>(
            events.where(file -> !day(file).isAfter(options.lastDay())).files());
    int threads = Math.max(1, Math.min(Runtime.getRuntime().availableProcessors(), MAX_THREADS));
    EventTotals all = totals(corrected);
    ParallelWork.run(
            threads,
            Collections.<Callable<EventTotals>>nCopies(threads, () -> count(queue, corrected)))
        .forEach(all::merge);
    return groups.get() > maxGroups ? Optional.empty() : Optional.of(all);
  }

  private EventTotals totals(Set<EventTotals.Corrected> corrected) {
    return new EventTotals(options.periods(), options.eventSource(), corrected);
  }

  private EventTotals count(
      ConcurrentLinkedQueue<DataFile> queue, Set<EventTotals.Corrected> corrected) {
    EventTotals totals = totals(corrected);
    for (DataFile file = queue.poll();
        file != null && groups.get() <= maxGroups;
        file = queue.poll()) {
      long before = totals.size();
      if (day(file).isBefore(options.periods().firstDayBefore())) {
        events.read(List.of(file), EventTotals.PAST_COLUMNS, totals::addPast);
      } else {
        events.read(List.of(file), EventTotals.COLUMNS, totals::add);
      }
      groups.addAndGet(totals.size() - before);
    }
    return totals;
  }

  private static LocalDate day(DataFile file) {
    return LocalDate.parse(file.partition().get("event_date"));
  }

  /** Returns the events that others correct, of any source and any day. */
  private Set<EventTotals.Corrected> corrected() {
    Set<EventTotals.Corrected> corrected = new HashSet<>();
    List<DataFile> files =
        events.files().stream().filter(file -> !file.hasOnlyNulls("corrects_event_id")).toList();
    events.read(
        files,
        List.of("event_id", "account_id", "corrects_event_id"),
        row -> {
          String original = row.getAs("corrects_event_id");
          if (original != null && !original.equals(row.<String>getAs("event_id"))) {
            corrected.add(new EventTotals.Corrected(row.getAs("account_id"), original));
          }
        });
    return corrected;
  }
}
