package io.lookouttrail.ingest.rows;

import io.lookouttrail.archive.LogFile;
import io.lookouttrail.ingest.modelruns.ModelCalls;
import io.lookouttrail.scan.FileSummary;
import java.io.Serializable;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.NavigableSet;
import java.util.TreeSet;

/**
 * Counts and dates of the rows that a batch, or one of its tasks, staged.
 *
 * @param events event rows, copies included
 * @param problems problem rows
 * @param files files that were read or could not be read
 * @param refused files to which access was denied
 * @param exampleFile canonical name of one of the files; empty if there is none
 * @param inflatedBytes uncompressed bytes read
 * @param modelCalls events that can change a model run
 * @param newestDelivery newest delivery time of the files
 * @param undatedDays delivered_date of each file without a date in its key
 * @param eventDates event_date of each event
 * @param correctionDates event_date of each event that corrects another event
 */
public record BatchStats(
    long events,
    long problems,
    long files,
    long refused,
    String exampleFile,
    long inflatedBytes,
    long modelCalls,
    Instant newestDelivery,
    NavigableSet<LocalDate> undatedDays,
    NavigableSet<LocalDate> eventDates,
    NavigableSet<LocalDate> correctionDates)
    implements Serializable {

  public static BatchStats of(Collection<BatchStats> parts) {
    Counter all = new Counter();
    parts.forEach(all::add);
    return all.stats();
  }

  /** Counter of the rows of a task. */
  public static final class Counter {
    private long events;
    private long problems;
    private long files;
    private long refused;
    private String exampleFile = "";
    private long inflatedBytes;
    private long modelCalls;
    private Instant newestDelivery = Instant.MIN;
    private final NavigableSet<LocalDate> undatedDays = new TreeSet<>();
    private final NavigableSet<LocalDate> eventDates = new TreeSet<>();
    private final NavigableSet<LocalDate> correctionDates = new TreeSet<>();

    public void addEvent(IngestedEvent event) {
      events++;
      modelCalls +=
          ModelCalls.changesRuns(
                  event.record().eventSource(),
                  event.classification().action(),
                  event.outcome(),
                  event.correctsEventId().isPresent())
              ? 1
              : 0;
      LocalDate date = event.eventDate();
      eventDates.add(date);
      if (event.correctsEventId().isPresent()) {
        correctionDates.add(date);
      }
    }

    public void addProblem() {
      problems++;
    }

    public void addFile(
        LogFile file, FileDelivery delivery, FileSummary summary, boolean wasRefused) {
      files++;
      refused += wasRefused ? 1 : 0;
      inflatedBytes += summary.inflatedBytes();
      addDelivery(file.sourceFile(), delivery.at().orElse(Instant.MIN));
      if (!file.dated()) {
        undatedDays.add(delivery.day());
      }
    }

    private void add(BatchStats part) {
      events += part.events;
      problems += part.problems;
      files += part.files;
      refused += part.refused;
      inflatedBytes += part.inflatedBytes;
      modelCalls += part.modelCalls;
      undatedDays.addAll(part.undatedDays);
      eventDates.addAll(part.eventDates);
      correctionDates.addAll(part.correctionDates);
      addDelivery(part.exampleFile, part.newestDelivery);
    }

    private void addDelivery(String file, Instant deliveredAt) {
      exampleFile = file.compareTo(exampleFile) > 0 ? file : exampleFile;
      newestDelivery = deliveredAt.isAfter(newestDelivery) ? deliveredAt : newestDelivery;
    }

    public BatchStats stats() {
      return new BatchStats(
          events,
          problems,
          files,
          refused,
          exampleFile,
          inflatedBytes,
          modelCalls,
          newestDelivery,
          undatedDays,
          eventDates,
          correctionDates);
    }
  }
}
