package io.lookouttrail.scan;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.lookouttrail.identity.UserIdentity;
import io.lookouttrail.scan.body.BodyBuffer;
import io.lookouttrail.scan.body.BodyException;
import io.lookouttrail.scan.body.UncompressedInput;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPInputStream;
import org.apache.hadoop.conf.Configuration;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** JMH benchmarks of the scan and its steps, over a whole log file and over one record. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class ScannerJmh {
  private static final Set<String> WANTED = Set.of(ScanOptions.LOOKOUT_FOR_VISION);

  private byte[] gzip;
  private byte[] text;
  private LogFileReader hashing;
  private LogFileReader bare;
  private UncompressedInput input;
  private UncompressedInput nativeInput;
  private byte[] room;

  private byte[] record;
  private BodyBuffer recordBuffer;
  private JsonStructureScanner structure;
  private EventSourceMatcher matcher;
  private RecordParser parser;
  private Map<String, ?> identity;

  /** Reads the log file and finds a wanted record in it. */
  @Setup
  public void read() throws IOException, BodyException {
    gzip = Files.readAllBytes(Path.of(System.getProperty("lookouttrail.log")));
    try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(gzip))) {
      text = in.readAllBytes();
    }
    hashing = reader(true);
    bare = reader(false);
    input = new UncompressedInput(Long.MAX_VALUE, false, false);
    nativeInput = new UncompressedInput(Long.MAX_VALUE, false, true);
    room = new byte[BodyBuffer.CHUNK_BYTES];

    record = wantedRecord().getBytes(StandardCharsets.UTF_8);
    structure = new JsonStructureScanner();
    recordBuffer = buffer(record);
    skipRecord();
    matcher = new EventSourceMatcher(WANTED);
    parser = new RecordParser(WANTED, RecordSelection.EVENTS);
    Map<?, ?> members = new ObjectMapper().readValue(record, Map.class);
    identity = asIdentity(members.get("userIdentity"));
  }

  @SuppressWarnings("unchecked") // its keys are JSON's
  private static Map<String, ?> asIdentity(Object members) {
    return (Map<String, ?>) members;
  }

  private static LogFileReader reader(boolean hash) {
    return new LogFileReader(
        new Configuration(false), new ScanOptions(WANTED, Long.MAX_VALUE, hash));
  }

  private String wantedRecord() {
    try (LogFileScan scan = bare.open(new ByteArrayInputStream(gzip), gzip.length, true)) {
      while (scan.advance()) {
        if (scan.current() instanceof ScanEntry.RecordEntry found) {
          return found.record().json();
        }
      }
    }
    throw new IllegalStateException("no wanted record in the log file");
  }

  /** Returns the decoders' memory. */
  @TearDown
  public void close() {
    hashing.close();
    bare.close();
    input.close();
    nativeInput.close();
  }

  /** Scans a file with hashing: decompresses, splits, matches, parses, counts. */
  @Benchmark
  public FileSummary scanWithHash() {
    return scan(hashing);
  }

  /** Scans a file without hashing. */
  @Benchmark
  public FileSummary scanWithoutHash() {
    return scan(bare);
  }

  private FileSummary scan(LogFileReader reader) {
    try (LogFileScan scan = reader.open(new ByteArrayInputStream(gzip), gzip.length, true)) {
      while (scan.advance()) {
        scan.current();
      }
      return scan.summary();
    }
  }

  /** Decompresses a file with the JDK's zlib, with gzip's checksum. */
  @Benchmark
  public long inflateFile() throws BodyException {
    return inflate(input);
  }

  /** Decompresses a file with the system's library, if it is installed. */
  @Benchmark
  public long inflateFileNatively() throws BodyException {
    return inflate(nativeInput);
  }

  private long inflate(UncompressedInput with) throws BodyException {
    with.open(new ByteArrayInputStream(gzip), gzip.length, true);
    while (with.read(room, 0, room.length) >= 0) {
      // Only to have it read.
    }
    return with.inflatedBytes();
  }

  /** Skips the file's text with the structure scanner; the text is copied through the buffer. */
  @Benchmark
  public long skipFile() throws BodyException {
    BodyBuffer buffer = buffer(text);
    structure.skipValue(buffer);
    return buffer.offset();
  }

  private BodyBuffer buffer(byte[] json) throws BodyException {
    input.open(new ByteArrayInputStream(json), json.length, false);
    BodyBuffer buffer = new BodyBuffer(input, BodyBuffer.CHUNK_BYTES, Integer.MAX_VALUE);
    buffer.open();
    buffer.peek();
    return buffer;
  }

  /** Skips a record with the structure scanner. */
  @Benchmark
  public int skipRecord() throws BodyException {
    recordBuffer.pos = 0;
    structure.skipValue(recordBuffer);
    return recordBuffer.pos;
  }

  /** Matches the record's event source. */
  @Benchmark
  public EventSourceMatcher.Decision matchSource() {
    return matcher.match(record, 0, record.length, structure);
  }

  /** Parses a wanted record. */
  @Benchmark
  public RecordParser.ParseResult parseRecord() {
    return parser.parse(record, 0, record.length);
  }

  /** Parses the record's identity. */
  @Benchmark
  public UserIdentity parseIdentity() {
    return UserIdentity.parse(identity);
  }
}
