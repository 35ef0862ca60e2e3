package io.lookouttrail.reports.policy.usage;

import io.lookouttrail.reports.query.PinnedTables;
import io.lookouttrail.reports.query.TableFiles;
import io.lookouttrail.run.ParallelWork;
import io.lookouttrail.run.UserError;
import io.lookouttrail.tables.Corrections;
import io.lookouttrail.tables.EventsTable;
import io.lookouttrail.tables.direct.DataFile;
import java.time.LocalDate;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * Reads the events once and counts the calls that policies are made from. Up to a number of events
 * the driver reads them in its threads, without Spark; both ways give the same counts.
 */
public final class CallReader {
  /** The most kinds of calls that are held in memory. */
  public static final int MAX_GROUPS = 1_000_000;

  /** The most events that the driver reads itself. */
  public static final long MAX_DIRECT_EVENTS = 20_000_000;

  private static final int MAX_THREADS = 8;

  private final PinnedTables tables;
  private final CallSelection selection;
  private final long maxDirectEvents;
  private final int maxGroups;

  public CallReader(PinnedTables tables, CallSelection selection) {
    this(tables, selection, MAX_DIRECT_EVENTS, MAX_GROUPS);
  }

  /**
   * As above, with limits.
   *
   * @param maxDirectEvents the most events that are read without Spark
   * @param maxGroups the most kinds of calls
   */
  public CallReader(
      PinnedTables tables, CallSelection selection, long maxDirectEvents, int maxGroups) {
    this.tables = tables;
    this.selection = selection;
    this.maxDirectEvents = maxDirectEvents;
    this.maxGroups = maxGroups;
  }

  /**
   * Returns the counts, in no order.
   *
   * @throws UserError where there are more kinds of calls than memory should hold
   */
  public List<CallGroup> read() {
    List<CallGroup> groups =
        direct().orElseGet(() -> new SparkCallCounts(tables, selection).read(maxGroups));
    if (groups.size() > maxGroups) {
      throw UserError.cannot(
          "make policies",
          "the calls name more than %,d different resources".formatted(maxGroups),
          "Give one --role, one --actor or fewer months.");
    }
    return groups;
  }

  private Optional<List<CallGroup>> direct() {
    return TableFiles.open(
            tables.store(),
            EventsTable.SPEC,
            Optional.ofNullable(tables.versions().get(EventsTable.SPEC.name())))
        .filter(
            events -> selected(events).rows().filter(rows -> rows <= maxDirectEvents).isPresent())
        .map(this::count);
  }

  private TableFiles selected(TableFiles events) {
    return events.where(file -> selection.isWanted(day(file)));
  }

  private List<CallGroup> count(TableFiles events) {
    Corrections corrections = new Corrections();
    events.read(
        events.files().stream().filter(file -> !file.hasOnlyNulls("corrects_event_id")).toList(),
        Corrections.COLUMNS,
        corrections::add);
    ConcurrentLinkedQueue<DataFile> queue = new ConcurrentLinkedQueue<>(selected(events).files());
    int threads = Math.max(1, Math.min(Runtime.getRuntime().availableProcessors(), MAX_THREADS));
    EventCounter all = new EventCounter(selection, corrections);
    ParallelWork.run(
            threads,
            Collections.<Callable<EventCounter>>nCopies(
                threads, () -> count(events, queue, corrections)))
        .forEach(all::merge);
    return all.groups();
  }

  private EventCounter count(
      TableFiles events, ConcurrentLinkedQueue<DataFile> queue, Corrections corrections) {
    EventCounter counter = new EventCounter(selection, corrections);
    for (DataFile file = queue.poll();
        file != null && counter.size() <= maxGroups;
        file = queue.poll()) {
      String action = Objects.requireNonNullElse(file.partition().get("action"), "");
      events.read(List.of(file), EventCounter.columns(selection, action), counter::add);
    }
    return counter;
  }

  private static LocalDate day(DataFile file) {
    return LocalDate.parse(file.partition().get("event_date"));
  }
}
