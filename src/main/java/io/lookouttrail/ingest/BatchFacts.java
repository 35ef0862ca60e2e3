package io.lookouttrail.ingest;

import io.lookouttrail.archive.FileSummary;
import io.lookouttrail.archive.LogFile;
import io.lookouttrail.tables.Event;
import java.io.Serializable;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
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
 * @param corrections events that correct another one
 * @param modelCalls events that can change a model's runs
 * @param newestDelivery of its files
 * @param eventDates every event_date
 */
record BatchFacts(
    long events,
    long problems,
    long files,
    long refused,
    String aFile,
    long inflatedBytes,
    long corrections,
    long modelCalls,
    Instant newestDelivery,
    NavigableSet<LocalDate> eventDates)
    implements Serializable {

  static BatchFacts of(Collection<BatchFacts> parts) {
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
    private long corrections;
    private long modelCalls;
    private Instant newestDelivery = Instant.MIN;
    private final NavigableSet<LocalDate> eventDates = new TreeSet<>();

    void event(Event event) {
      events++;
      corrections += event.occurrence().correctsEventId().isPresent() ? 1 : 0;
      modelCalls += ModelCalls.changesRuns(event) ? 1 : 0;
      eventDates.add(LocalDate.ofInstant(event.occurrence().eventTime(), ZoneOffset.UTC));
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

    private void add(BatchFacts part) {
      events += part.events;
      problems += part.problems;
      files += part.files;
      refused += part.refused;
      inflatedBytes += part.inflatedBytes;
      corrections += part.corrections;
      modelCalls += part.modelCalls;
      eventDates.addAll(part.eventDates);
      seen(part.aFile, part.newestDelivery);
    }

    private void seen(String file, Instant deliveredAt) {
      aFile = file.compareTo(aFile) > 0 ? file : aFile;
      newestDelivery = deliveredAt.isAfter(newestDelivery) ? deliveredAt : newestDelivery;
    }

    BatchFacts facts() {
      return new BatchFacts(
          events,
          problems,
          files,
          refused,
          aFile,
          inflatedBytes,
          corrections,
          modelCalls,
          newestDelivery,
          eventDates);
    }
  }
}
