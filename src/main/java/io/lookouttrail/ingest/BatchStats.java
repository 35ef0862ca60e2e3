package io.lookouttrail.ingest;

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
 * What the rest of a batch has to know of what its scan found; each task counts its own.
 *
 * @param events event rows, copies included
 * @param problems problem rows
 * @param files files read, or tried to
 * @param refused files whose reading was denied
 * @param aFile one of the files; empty where there is none
 * @param inflatedBytes uncompressed bytes read
 * @param modelCalls events that can change a model's runs
 * @param newestDelivery of its files
 * @param eventDates every event_date
 * @param correctionDates every event_date of an event that corrects another one
 */
record BatchStats(
    long events,
    long problems,
    long files,
    long refused,
    String aFile,
    long inflatedBytes,
    long modelCalls,
    Instant newestDelivery,
    NavigableSet<LocalDate> eventDates,
    NavigableSet<LocalDate> correctionDates)
    implements Serializable {

  static BatchStats of(Collection<BatchStats> parts) {
    Tally all = new Tally();
    parts.forEach(all::add);
    return all.facts();
  }

  /** Counts what a task finds. */
  static final class Tally {
    private long events;
    private long problems;
    private long files;
    private long refused;
    private String aFile = "";
    private long inflatedBytes;
    private long modelCalls;
    private Instant newestDelivery = Instant.MIN;
    private final NavigableSet<LocalDate> eventDates = new TreeSet<>();
    private final NavigableSet<LocalDate> correctionDates = new TreeSet<>();

    void event(IngestedEvent event) {
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

    void problem() {
      problems++;
    }

    void file(LogFile file, FileSummary summary, boolean wasRefused) {
      files++;
      refused += wasRefused ? 1 : 0;
      inflatedBytes += summary.inflatedBytes();
      seen(file.sourceFile(), file.deliveredAt());
    }

    private void add(BatchStats part) {
      events += part.events;
      problems += part.problems;
      files += part.files;
      refused += part.refused;
      inflatedBytes += part.inflatedBytes;
      modelCalls += part.modelCalls;
      eventDates.addAll(part.eventDates);
      correctionDates.addAll(part.correctionDates);
      seen(part.aFile, part.newestDelivery);
    }

    private void seen(String file, Instant deliveredAt) {
      aFile = file.compareTo(aFile) > 0 ? file : aFile;
      newestDelivery = deliveredAt.isAfter(newestDelivery) ? deliveredAt : newestDelivery;
    }

    BatchStats facts() {
      return new BatchStats(
          events,
          problems,
          files,
          refused,
          aFile,
          inflatedBytes,
          modelCalls,
          newestDelivery,
          eventDates,
          correctionDates);
    }
  }
}
