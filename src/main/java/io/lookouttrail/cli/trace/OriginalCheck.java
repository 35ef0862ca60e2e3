package io.lookouttrail.cli.trace;

import io.lookouttrail.archive.LogFile;
import io.lookouttrail.archive.LogFileFinder;
import io.lookouttrail.reports.query.EventTrace;
import io.lookouttrail.scan.LogFileReader;
import io.lookouttrail.scan.LogFileScan;
import io.lookouttrail.scan.ScanEntry;
import io.lookouttrail.scan.ScanOptions;
import io.lookouttrail.scan.body.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.Row;

/**
 * Comparison of an event in the tables with its original in the archive, which is read again.
 *
 * @param file the file that was read; empty if the archive does not have it
 * @param sha256 of the file's uncompressed bytes now
 * @param hashCompared whether the ledger has a hash to compare with
 * @param differences the differences from the tables, a sentence each; empty if there is none
 */
public record OriginalCheck(
    Optional<String> file,
    Optional<String> sha256,
    boolean hashCompared,
    List<String> differences) {
  public OriginalCheck {
    differences = List.copyOf(differences);
  }

  public boolean same() {
    return differences.isEmpty();
  }

  /**
   * Reads the file of an event again.
   *
   * @throws io.lookouttrail.run.UserError if the archive does not exist
   */
  public static OriginalCheck of(Configuration configuration, String archive, EventTrace trace) {
    String source = trace.event().getAs("source_file");
    Optional<LogFile> file = new LogFileFinder(configuration).find(archive, source);
    return file.map(found -> read(configuration, found, trace))
        .orElseGet(
            () ->
                new OriginalCheck(
                    Optional.empty(),
                    Optional.empty(),
                    false,
                    List.of("The archive has no file with this name.")));
  }

  private static OriginalCheck read(Configuration configuration, LogFile file, EventTrace trace) {
    Row event = trace.event();
    ScanOptions everything =
        new ScanOptions(Set.of(event.<String>getAs("event_source")), Long.MAX_VALUE, true);
    Seen seen = new Seen(event.<Integer>getAs("record_index"), event.getAs("record"));
    Optional<String> hash;
    try (LogFileReader reader = new LogFileReader(configuration, everything);
        LogFileScan scan = reader.open(file)) {
      while (scan.advance()) {
        seen.add(scan.current());
      }
      hash = scan.summary().sha256();
    }
    Optional<String> before = trace.file().map(row -> row.getAs("sha256"));
    List<String> differences = new ArrayList<>(seen.differences());
    if (before.isPresent() && !hash.equals(before)) {
      differences.add(
          "The file's SHA-256 is %s; the ledger has %s."
              .formatted(hash.orElse("not available"), before.get()));
    }
    // A file that was already damaged when it was ingested is the same if its bytes are.
    if (!differences.isEmpty()) {
      seen.damage().ifPresent(differences::add);
    }
    return new OriginalCheck(Optional.of(file.path()), hash, before.isPresent(), differences);
  }

  /** The entries of the file that matter for one record. */
  private static final class Seen {
    private final int expectedIndex;
    private final String expectedRecord;
    private Optional<String> record = Optional.empty();
    private OptionalInt elsewhere = OptionalInt.empty();
    private Optional<Problem> rejected = Optional.empty();
    private Optional<Problem> damage = Optional.empty();

    Seen(int expectedIndex, String expectedRecord) {
      this.expectedIndex = expectedIndex;
      this.expectedRecord = expectedRecord;
    }

    void add(ScanEntry finding) {
      if (finding instanceof ScanEntry.RecordEntry found) {
        String json = found.record().json();
        if (found.recordIndex() == expectedIndex) {
          record = Optional.of(json);
        } else if (elsewhere.isEmpty() && json.equals(expectedRecord)) {
          elsewhere = OptionalInt.of(found.recordIndex());
        }
      } else if (finding instanceof ScanEntry.ProblemEntry faulty) {
        Problem problem = faulty.problem();
        if (problem.recordIndex().isEmpty()) {
          damage = Optional.of(problem);
        } else if (problem.recordIndex().getAsInt() == expectedIndex) {
          rejected = Optional.of(problem);
        }
      }
    }

    Optional<String> damage() {
      return damage.map(
          problem ->
              "The file is damaged: %s, %s.".formatted(problem.kind().label(), problem.detail()));
    }

    List<String> differences() {
      if (record.isPresent() && record.get().equals(expectedRecord)) {
        return List.of();
      }
      List<String> differences = new ArrayList<>();
      if (elsewhere.isPresent()) {
        differences.add(
            "The record is at index %d now, not at %d."
                .formatted(elsewhere.getAsInt(), expectedIndex));
      } else if (record.isPresent()) {
        differences.add("The record at index %d is a different one now.".formatted(expectedIndex));
        differences.addAll(RecordPrinter.differences(expectedRecord, record.get()));
      } else if (rejected.isPresent()) {
        differences.add(
            "The record at index %d is broken now: %s."
                .formatted(expectedIndex, rejected.get().detail()));
      } else {
        differences.add(
            "The file now has no record of this source at index %d.".formatted(expectedIndex));
      }
      return differences;
    }
  }
}
