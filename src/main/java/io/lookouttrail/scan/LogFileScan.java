package io.lookouttrail.scan;

import io.lookouttrail.scan.ScanEntry.Faulty;
import io.lookouttrail.scan.ScanEntry.Found;
import io.lookouttrail.scan.body.BodyException;
import io.lookouttrail.scan.body.Problem;
import io.lookouttrail.scan.body.UncompressedInput;
import java.io.IOException;
import java.io.InputStream;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * One pass over one log file: its findings in the file's order, then what was counted.
 *
 * <p>What stands whole before damage is found and counted. At most one finding is of the file
 * itself, and it is the last. An empty file is {@code truncated}, one whose text is empty or holds
 * no records {@code no_records}.
 */
public final class LogFileScan implements AutoCloseable {
  private final ScanPipeline machine;
  private final InputStream stored;
  private @Nullable ScanEntry current;
  private boolean ended;
  private boolean refused;
  private @Nullable FileSummary summary;
  private long records;
  private long matched;
  private long otherSources;
  private long rejected;

  LogFileScan(ScanPipeline machine, InputStream stored) {
    this.machine = machine;
    this.stored = stored;
  }

  /** Goes on to the next finding; false at the end of the file. */
  public boolean advance() {
    current = null;
    while (current == null && !ended) {
      try {
        current = step();
      } catch (BodyException fault) {
        current = end(fault);
      }
    }
    return current != null;
  }

  /** The finding last advanced to. */
  public ScanEntry current() {
    if (current == null) {
      throw new IllegalStateException("no finding: advance() has not said true");
    }
    return current;
  }

  /** What was counted, once {@link #advance} has said false. */
  public FileSummary summary() {
    if (summary == null) {
      throw new IllegalStateException("the file has not been read to its end");
    }
    return summary;
  }

  /** Whether the file could not be read because access was denied; known at the end. */
  public boolean refused() {
    return refused;
  }

  /** Lets go of the stored file; also before its end. */
  @Override
  public void close() {
    ended = true;
    try {
      stored.close();
    } catch (IOException e) {
      // All that was wanted of it is read: a store that fails to close takes nothing away.
      current = null;
    }
  }

  private @Nullable ScanEntry step() throws BodyException {
    RecordSplitter.Unit unit = machine.forms().next();
    if (unit == RecordSplitter.Unit.END) {
      if (!machine.forms().isRecognised()) {
        throw BodyException.of(
            Problem.Kind.NO_RECORDS, "no record, and nothing that holds records");
      }
      end();
      return null;
    }
    int index = (int) Math.min(records++, Integer.MAX_VALUE);
    return switch (unit) {
      case OBJECT -> record(index);
      case NO_OBJECT -> reject(index, "no object");
      default ->
          reject(index, "larger than " + machine.buffer().maxMarkedBytes() + " bytes, not read");
    };
  }

  private @Nullable ScanEntry record(int index) {
    if (machine.isOfOtherSource()) {
      otherSources++;
      return null;
    }
    RecordParser.Verdict verdict = machine.judge();
    if (verdict instanceof RecordParser.Verdict.Taken taken) {
      matched++;
      return new Found(index, taken.record());
    }
    if (verdict instanceof RecordParser.Verdict.Rejected wrong) {
      return reject(index, wrong.detail());
    }
    otherSources++;
    return null;
  }

  private ScanEntry reject(int index, String detail) {
    rejected++;
    return new Faulty(
        new Problem(
            Problem.Kind.BAD_RECORD, OptionalInt.of(index), detail, machine.buffer().rawText()));
  }

  private ScanEntry end(BodyException fault) {
    BodyException told = fault.kind() == Problem.Kind.NOT_JSON ? worse(fault) : fault;
    refused = told.isRefused();
    end();
    return new Faulty(new Problem(told.kind(), OptionalInt.empty(), told.detail(), null));
  }

  /** Reads text that is no JSON to its end: damage found there is what broke it. */
  private BodyException worse(BodyException fault) {
    try {
      machine.buffer().unmark();
      do {
        machine.buffer().pos = machine.buffer().limit;
      } while (machine.buffer().more());
      return fault;
    } catch (BodyException damage) {
      return BodyException.of(damage.kind(), damage.detail() + "; its text: " + fault.detail());
    }
  }

  private void end() {
    ended = true;
    UncompressedInput source = machine.source();
    summary =
        new FileSummary(
            source.inflatedBytes(), source.sha256(), records, matched, otherSources, rejected);
  }
}
