package io.lookouttrail.scan;

import io.lookouttrail.scan.ScanEntry.ProblemEntry;
import io.lookouttrail.scan.ScanEntry.RecordEntry;
import io.lookouttrail.scan.body.NativeInflate;
import io.lookouttrail.scan.body.Problem;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.zip.GZIPOutputStream;
import org.apache.hadoop.conf.Configuration;

/** Complete result of the scan of a file. */
public record Scanned(
    List<RecordEntry> found, List<Problem> problems, FileSummary summary, boolean refused) {
  public static final ScanOptions OPTIONS =
      new ScanOptions(
          Set.of(ScanOptions.LOOKOUT_FOR_VISION), ScanOptions.DEFAULT_MAX_FILE_BYTES, true);

  /** Scans an uncompressed text. */
  static Scanned text(String body) {
    return bytes(body.getBytes(StandardCharsets.UTF_8), false);
  }

  static Scanned gzipped(String body) {
    return bytes(gzip(body.getBytes(StandardCharsets.UTF_8)), true);
  }

  static Scanned bytes(byte[] stored, boolean namedGzip) {
    return with(OPTIONS, stored, namedGzip);
  }

  public static Scanned with(ScanOptions options, byte[] stored, boolean namedGzip) {
    try (LogFileReader reader = new LogFileReader(new Configuration(false), options)) {
      return of(reader.open(new ByteArrayInputStream(stored), stored.length, namedGzip));
    }
  }

  /** Scans a text that is delivered and read in chunks of the given size. */
  static Scanned inChunks(int chunkBytes, int maxRecordBytes, byte[] body) {
    try (LogFileReader reader = reader(chunkBytes, maxRecordBytes)) {
      return inChunks(reader, chunkBytes, body);
    }
  }

  /** Scans a text that is delivered in chunks of the given size, with a reader that is kept. */
  static Scanned inChunks(LogFileReader reader, int chunkBytes, byte[] body) {
    return of(reader.open(pieces(body, chunkBytes), body.length, false));
  }

  static LogFileReader reader(int chunkBytes, int maxRecordBytes) {
    return new LogFileReader(new Configuration(false), OPTIONS, chunkBytes, maxRecordBytes);
  }

  /** Returns a reader that inflates with the JDK only, on any machine. */
  static LogFileReader jdkReader(ScanOptions options) {
    Configuration settings = new Configuration(false);
    settings.setBoolean(NativeInflate.SETTING, false);
    return new LogFileReader(settings, options);
  }

  public static Scanned of(LogFileScan scan) {
    try (scan) {
      List<RecordEntry> found = new ArrayList<>();
      List<Problem> problems = new ArrayList<>();
      while (scan.advance()) {
        if (scan.current() instanceof RecordEntry record) {
          found.add(record);
        } else if (scan.current() instanceof ProblemEntry faulty) {
          problems.add(faulty.problem());
        }
      }
      return new Scanned(found, problems, scan.summary(), scan.refused());
    }
  }

  static InputStream pieces(byte[] body, int pieceBytes) {
    return new ByteArrayInputStream(body) {
      @Override
      public synchronized int read(byte[] out, int from, int length) {
        return super.read(out, from, Math.min(length, pieceBytes));
      }
    };
  }

  public static byte[] gzip(byte[] bytes) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
      gzip.write(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  public List<String> eventIds() {
    return found.stream().map(one -> one.record().eventId().orElse("-")).toList();
  }

  List<Integer> indices() {
    return found.stream().map(RecordEntry::recordIndex).toList();
  }

  public List<Problem.Kind> kinds() {
    return problems.stream().map(Problem::kind).toList();
  }

  Problem onlyProblem() {
    if (problems.size() != 1) {
      throw new AssertionError("expected one problem: " + problems);
    }
    return problems.get(0);
  }

  CloudTrailRecord onlyRecord() {
    if (found.size() != 1) {
      throw new AssertionError("expected one record: " + found + problems);
    }
    return found.get(0).record();
  }

  /** Returns the numbers of records: matched, of other sources, rejected. */
  List<Long> counts() {
    return List.of(summary.matched(), summary.otherSources(), summary.rejected());
  }
}
