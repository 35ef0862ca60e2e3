package io.lookouttrail.scan;

import io.lookouttrail.scan.ScanEntry.ProblemEntry;
import io.lookouttrail.scan.ScanEntry.RecordEntry;
import io.lookouttrail.scan.body.BodyException;
import io.lookouttrail.scan.body.Problem;
import io.lookouttrail.scan.body.UncompressedInput;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * Scan of one log file: its entries in the file's order, then its counts.
 *
 * <p>Complete records before damage are returned and counted. At most one problem is of the file
 * itself, and it is the last entry. An empty file is {@code truncated}; a file whose text is empty
 * or has no records is {@code no_records}.
 *
 * <p>A value that is no record counts as a rejected record wherever it stands. If the text has no
 * record, its values are counted and the file has the only problem; a text of one value that is no
 * record has no records.
 */
public final class LogFileScan implements AutoCloseable {
  private final ScanPipeline pipeline;
  private final InputStream stored;
  private final LeadingValues leading = new LeadingValues();
  private @Nullable ScanEntry afterLeading;
  private @Nullable EventTimes times;
  private @Nullable ScanEntry current;
  private boolean ended;
  private boolean refused;
  private @Nullable FileSummary summary;
  private long records;
  private long matched;
  private long otherSources;
  private long rejected;

  LogFileScan(ScanPipeline pipeline, InputStream stored) {
    this.pipeline = pipeline;
    this.stored = stored;
  }

  /**
   * Collects the event times of all records, also of other sources, whose times are otherwise not
   * read.
   *
   * @return the times; complete at the end of the file
   */
  public EventTimes collectTimes() {
    EventTimes collected = new EventTimes();
    times = collected;
    return collected;
  }

  /** Advances to the next entry; false at the end of the file. */
  public boolean advance() {
    current = released();
    while (current == null && !ended) {
      try {
        current = next();
      } catch (BodyException fault) {
        current = end(fault);
      }
    }
    return current != null;
  }

  /**
   * Returns the entry that the scan has advanced to.
   *
   * @throws IllegalStateException if the last {@link #advance} did not return true
   */
  public ScanEntry current() {
    if (current == null) {
      throw new IllegalStateException("no entry: advance() did not return true");
    }
    return current;
  }

  /**
   * Returns the counts of the file.
   *
   * @throws IllegalStateException before {@link #advance} returned false
   */
  public FileSummary summary() {
    if (summary == null) {
      throw new IllegalStateException("the file has not been read to its end");
    }
    return summary;
  }

  /** Returns whether the store denied access to the file; valid after the scan's end. */
  public boolean refused() {
    return refused;
  }

  /** Closes the stored file, also before its end. */
  @Override
  public void close() {
    ended = true;
    leading.clear();
    afterLeading = null;
    try {
      stored.close();
    } catch (IOException e) {
      // The entries are complete: a failure to close the stored file loses no data.
      current = null;
    }
  }

  private @Nullable ScanEntry next() throws BodyException {
    RecordSplitter.Unit unit = pipeline.splitter().next();
    if (unit == RecordSplitter.Unit.END) {
      if (!pipeline.splitter().isRecognised()) {
        throw noRecords();
      }
      end();
      return released();
    }
    ScanEntry entry = entry(unit);
    if (!pipeline.splitter().isRecognised() && entry instanceof ProblemEntry problem) {
      leading.add(problem);
      return null;
    }
    afterLeading = entry;
    return released();
  }

  /** Returns the next problem of the leading values if a record follows, then what follows. */
  private @Nullable ScanEntry released() {
    if (!ended && !pipeline.splitter().isRecognised()) {
      return null;
    }
    ScanEntry entry = leading.release();
    if (entry == null) {
      entry = afterLeading;
      afterLeading = null;
    }
    return entry;
  }

  private BodyException noRecords() {
    if (records == 1) {
      records = 0;
      rejected = 0;
    }
    return BodyException.of(
        Problem.Kind.NO_RECORDS,
        "the text has no records"
            + (records == 0 ? "" : ": none of its %d values is one".formatted(records)));
  }

  private @Nullable ScanEntry entry(RecordSplitter.Unit unit) {
    int index = (int) Math.min(records++, Integer.MAX_VALUE);
    return switch (unit) {
      case OBJECT -> record(index);
      case OTHER_VALUE -> reject(index, "not a JSON object");
      default ->
          reject(index, "larger than " + pipeline.buffer().maxMarkedBytes() + " bytes, not read");
    };
  }

  private @Nullable ScanEntry record(int index) {
    // Before the first record, only what Jackson reads as one may count: the search for the source
    // does not check the text.
    if (pipeline.splitter().isRecognised() && pipeline.isOfOtherSource()) {
      return other();
    }
    RecordParser.ParseResult result = pipeline.parseRecord();
    if (result instanceof RecordParser.ParseResult.Matched parsed) {
      matched++;
      if (times != null) {
        times.add(parsed.record().eventTime());
      }
      return new RecordEntry(index, parsed.record());
    }
    if (result instanceof RecordParser.ParseResult.Rejected invalid) {
      return reject(index, invalid.detail());
    }
    return other();
  }

  private @Nullable ScanEntry other() {
    otherSources++;
    if (times != null) {
      times.add(pipeline.buffer().bytes, pipeline.buffer().markIndex(), pipeline.buffer().pos);
    }
    return null;
  }

  private ScanEntry reject(int index, String detail) {
    rejected++;
    return new ProblemEntry(
        new Problem(
            Problem.Kind.BAD_RECORD,
            OptionalInt.of(index),
            detail,
            Optional.of(pipeline.buffer().rawText())));
  }

  private @Nullable ScanEntry end(BodyException fault) {
    BodyException cause = fault.kind() == Problem.Kind.NOT_JSON ? findDamage(fault) : fault;
    refused = cause.isRefused();
    end();
    if (!pipeline.splitter().isRecognised()) {
      leading.clear();
    }
    afterLeading =
        new ProblemEntry(
            new Problem(cause.kind(), OptionalInt.empty(), cause.detail(), Optional.empty()));
    return released();
  }

  /** Reads a file with invalid JSON to its end: damage there is the cause of the invalid text. */
  private BodyException findDamage(BodyException fault) {
    try {
      pipeline.buffer().unmark();
      do {
        pipeline.buffer().pos = pipeline.buffer().limit;
      } while (pipeline.buffer().fill());
      return fault;
    } catch (BodyException damage) {
      return BodyException.of(damage.kind(), damage.detail() + "; in its text: " + fault.detail());
    }
  }

  private void end() {
    ended = true;
    UncompressedInput input = pipeline.input();
    summary =
        new FileSummary(
            input.inflatedBytes(),
            input.sha256(),
            records,
            matched,
            otherSources,
            rejected,
            input.afterFirstMember());
  }
}
