package io.lookouttrail.scan;

import static io.lookouttrail.scan.RecordJson.anEvent;
import static io.lookouttrail.scan.RecordJson.noise;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.lookouttrail.scan.body.NativeInflate;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Scans with the system's inflater, compared with scans by the JDK alone. */
class NativeInflateTest {
  private static final int CASES = 3_000;
  private static final ScanOptions SMALL =
      new ScanOptions(Scanned.OPTIONS.eventSources(), 20_000, true);

  private static final LogFileReader NATIVE =
      new LogFileReader(new Configuration(false), Scanned.OPTIONS);
  private static final LogFileReader NATIVE_SMALL =
      new LogFileReader(new Configuration(false), SMALL);
  private static final LogFileReader JDK = Scanned.jdkReader(Scanned.OPTIONS);
  private static final LogFileReader JDK_SMALL = Scanned.jdkReader(SMALL);

  @BeforeAll
  static void needsTheLibrary() {
    assumeTrue(NativeInflate.isAvailable(), "libdeflate is not installed");
  }

  @AfterAll
  static void close() {
    List.of(NATIVE, NATIVE_SMALL, JDK, JDK_SMALL).forEach(LogFileReader::close);
  }

  /** A stored file and how it is delivered. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Delivery(byte[] stored, long listedBytes, int pieceBytes, boolean small) {
    Scanned scan(LogFileReader ofAnySize, LogFileReader ofSmall) {
      LogFileReader reader = small ? ofSmall : ofAnySize;
      return Scanned.of(reader.open(Scanned.pieces(stored, pieceBytes), listedBytes, true));
    }
  }

  @Test
  void randomAndDamagedFilesGiveTheSameFindings() {
    Random random = new Random(21);
    for (int i = 0; i < CASES; i++) {
      Delivery delivery = delivery(random);
      assertThat(delivery.scan(NATIVE, NATIVE_SMALL))
          .as("case %d", i)
          .isEqualTo(delivery.scan(JDK, JDK_SMALL));
    }
  }

  @Test
  void aFileCutAnywhereGivesTheSameFindings() {
    byte[] whole = member(text(new Random(3), 30), 6, 0);
    for (int length = 1; length < whole.length; length += 3) {
      Delivery cut = new Delivery(Arrays.copyOf(whole, length), length, 1 << 16, false);
      assertThat(cut.scan(NATIVE, NATIVE_SMALL)).isEqualTo(cut.scan(JDK, JDK_SMALL));
    }
  }

  @Test
  void aReadErrorAnywhereGivesTheSameFindings() {
    byte[] whole = member(text(new Random(4), 400), 6, 0);
    for (int length = 0; length <= whole.length; length += whole.length / 20) {
      int readable = length;
      assertThat(Scanned.of(NATIVE.open(failing(whole, readable), whole.length, true)))
          .as("an error after %d bytes", readable)
          .isEqualTo(Scanned.of(JDK.open(failing(whole, readable), whole.length, true)));
    }
  }

  @Test
  void theSettingTurnsItOff() {
    assertThat(NATIVE.inflatesNatively()).isTrue();
    assertThat(JDK.inflatesNatively()).isFalse();
  }

  /** Returns a stream that fails once, after so many bytes, and then is at its end. */
  private static InputStream failing(byte[] bytes, int readable) {
    return new FilterInputStream(new ByteArrayInputStream(bytes, 0, readable)) {
      private boolean failed;

      @Override
      public int read(byte[] out, int from, int length) throws IOException {
        int count = super.read(out, from, length);
        if (count < 0 && !failed) {
          failed = true;
          throw new IOException("reset");
        }
        return count;
      }
    };
  }

  private static Delivery delivery(Random random) {
    byte[] stored = damaged(file(random), random);
    long listed =
        switch (random.nextInt(8)) {
          case 0 -> 0;
          case 1 -> stored.length + 1 + random.nextInt(100);
          case 2 -> Math.max(0, stored.length - 1 - random.nextInt(100));
          default -> stored.length;
        };
    int piece = random.nextBoolean() ? 1 << 16 : 1 + random.nextInt(3_000);
    return new Delivery(stored, listed, piece, random.nextInt(6) == 0);
  }

  /** Returns members and what may follow them. */
  private static byte[] file(Random random) {
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    int members = random.nextInt(4) == 0 ? 1 + random.nextInt(3) : 1;
    for (int i = 0; i < members; i++) {
      byte[] text = text(random, random.nextInt(5) == 0 ? 0 : random.nextInt(60));
      file.writeBytes(member(text, random.nextInt(10), random.nextInt(4) == 0 ? 0x1f : 0));
    }
    switch (random.nextInt(10)) {
      case 0 -> file.writeBytes(new byte[1 + random.nextInt(20)]);
      case 1 -> file.writeBytes("trailing".getBytes(StandardCharsets.UTF_8));
      case 2 -> file.writeBytes(member(new byte[0], 6, 0));
      default -> {}
    }
    return file.toByteArray();
  }

  private static byte[] damaged(byte[] file, Random random) {
    byte[] bytes = file.clone();
    switch (random.nextInt(6)) {
      case 0 -> bytes = Arrays.copyOf(bytes, random.nextInt(bytes.length));
      case 1 -> flip(bytes, random.nextInt(bytes.length), random);
      // The checksum or the length.
      case 2 -> flip(bytes, bytes.length - 1 - random.nextInt(8), random);
      case 3 -> flip(bytes, random.nextInt(12), random);
      default -> {}
    }
    return bytes;
  }

  private static void flip(byte[] bytes, int at, Random random) {
    bytes[at] ^= (byte) (1 << random.nextInt(8));
  }

  private static byte[] text(Random random, int records) {
    StringBuilder lines = new StringBuilder();
    for (int i = 0; i < records; i++) {
      RecordJson record = random.nextInt(4) == 0 ? anEvent() : noise();
      lines.append(record.id("e" + random.nextInt())).append(random.nextInt(20) == 0 ? "x" : "\n");
    }
    return lines.toString().getBytes(StandardCharsets.UTF_8);
  }

  /**
   * Returns a gzip member.
   *
   * @param level 0 for stored blocks
   * @param flags of the header
   */
  private static byte[] member(byte[] text, int level, int flags) {
    ByteArrayOutputStream member = new ByteArrayOutputStream();
    member.writeBytes(new byte[] {0x1f, (byte) 0x8b, 8, (byte) flags, 0, 0, 0, 0, 0, 3});
    if (flags != 0) {
      member.writeBytes(new byte[] {2, 0, 9, 9, 'n', 0, 'c', 0, 1, 2});
    }
    Deflater deflater = new Deflater(level, true);
    deflater.setInput(text);
    deflater.finish();
    byte[] out = new byte[text.length + 1_000];
    member.write(out, 0, deflater.deflate(out));
    deflater.end();
    CRC32 crc = new CRC32();
    crc.update(text);
    ByteBuffer trailer = ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN);
    member.writeBytes(trailer.putInt((int) crc.getValue()).putInt(text.length).array());
    return member.toByteArray();
  }
}
