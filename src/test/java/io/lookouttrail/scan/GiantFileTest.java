package io.lookouttrail.scan;

import static io.lookouttrail.scan.RecordJson.anEvent;
import static io.lookouttrail.scan.RecordJson.noise;
import static org.assertj.core.api.Assertions.assertThat;

import io.lookouttrail.scan.body.BodyBuffer;
import io.lookouttrail.scan.body.Problem;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.util.AbstractList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Scans of files that are much larger than the buffer. */
class GiantFileTest {
  private static final int RECORDS_A_MEMBER = 2_000;
  private static final int MAX_BUFFER_BYTES = 4 * BodyBuffer.CHUNK_BYTES;

  @Test
  void aLargeFileIsReadThroughASmallBuffer() {
    readGiant(100L << 20, 100);
  }

  @Test
  void aLargeFileOfWhichEveryRecordIsWantedDoesNotPileUp() {
    readGiant(20L << 20, 1);
  }

  @Tag("slow")
  @Test
  void twoGigabytesAreReadThroughASmallBuffer() {
    readGiant(2L << 30, 100);
  }

  private static void readGiant(long bytes, int wantedEvery) {
    byte[] text = records(wantedEvery);
    byte[] member = Scanned.gzip(text);
    long members = bytes / text.length;
    try (LogFileReader reader = new LogFileReader(new Configuration(false), Scanned.OPTIONS);
        LogFileScan scan = reader.open(giant(member, members), 0, true)) {
      long found = 0;
      int lastIndex = -1;
      while (scan.advance()) {
        assertThat(scan.current()).isInstanceOf(ScanEntry.RecordEntry.class);
        lastIndex = ((ScanEntry.RecordEntry) scan.current()).recordIndex();
        found++;
        assertThat(reader.bufferBytes()).isLessThanOrEqualTo(MAX_BUFFER_BYTES);
      }
      assertThat(found).isEqualTo(members * RECORDS_A_MEMBER / wantedEvery);
      assertThat(scan.summary().records()).isEqualTo(members * RECORDS_A_MEMBER);
      assertThat(lastIndex).isEqualTo(members * RECORDS_A_MEMBER - wantedEvery);
      assertThat(reader.bufferBytes()).isLessThanOrEqualTo(MAX_BUFFER_BYTES);
    }
  }

  private static byte[] records(int wantedEvery) {
    StringBuilder lines = new StringBuilder();
    for (int i = 0; i < RECORDS_A_MEMBER; i++) {
      RecordJson record = i % wantedEvery == 0 ? anEvent() : noise();
      lines.append(record.id("e" + i * 7919)).append('\n');
    }
    return lines.toString().getBytes(StandardCharsets.UTF_8);
  }

  private static InputStream giant(byte[] member, long members) {
    List<InputStream> parts =
        new AbstractList<>() {
          @Override
          public InputStream get(int index) {
            return new ByteArrayInputStream(member);
          }

          @Override
          public int size() {
            return Math.toIntExact(members);
          }
        };
    return new SequenceInputStream(Collections.enumeration(parts));
  }

  @Test
  void aDecompressionBombIsStoppedAtItsLimit() {
    byte[] blanks = new byte[1 << 20];
    Arrays.fill(blanks, (byte) ' ');
    ScanOptions options = new ScanOptions(Set.of("s3.amazonaws.com"), 30L << 20, true);
    try (LogFileReader reader = new LogFileReader(new Configuration(false), options)) {
      for (String start : List.of("", "{\"Records\":[", "{\"Records\":[{\"a\":\"", "\"")) {
        byte[] gzip = Scanned.gzip(start.getBytes(StandardCharsets.UTF_8));
        InputStream bomb =
            new SequenceInputStream(
                new ByteArrayInputStream(gzip), giant(Scanned.gzip(blanks), 1_000));
        Scanned scanned = Scanned.of(reader.open(bomb, 0, true));
        assertThat(scanned.kinds()).containsExactly(Problem.Kind.TOO_LARGE);
        assertThat(scanned.summary().inflatedBytes()).isEqualTo(30L << 20);
      }
      assertThat(reader.bufferBytes()).isLessThanOrEqualTo(4 * LogFileReader.MAX_RECORD_BYTES);
    }
  }

  @Test
  void theRoomALongRecordTookIsGivenBack() {
    String large = anEvent().text("userAgent", "x".repeat(5 << 20)).toString();
    try (LogFileReader reader = new LogFileReader(new Configuration(false), Scanned.OPTIONS)) {
      byte[] text = large.getBytes(StandardCharsets.UTF_8);
      assertThat(Scanned.of(reader.open(new ByteArrayInputStream(text), 0, false)).found())
          .hasSize(1);
      reader.open(new ByteArrayInputStream(new byte[0]), 0, false);
      assertThat(reader.bufferBytes()).isLessThanOrEqualTo(MAX_BUFFER_BYTES);
    }
  }
}
