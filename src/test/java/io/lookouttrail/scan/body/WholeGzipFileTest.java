package io.lookouttrail.scan.body;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which files are inflated as a whole, and what is left of those that are not. */
class WholeGzipFileTest {
  private static final byte[] TEXT = random(100_000);

  @Test
  void readsAnOrdinaryFile() throws BodyException {
    WholeGzipFile file = acquire();
    StoredInput input = input(gzip(TEXT));
    assertThat(open(file, input, gzip(TEXT).length)).isTrue();
    assertThat(input.offset()).isEqualTo(gzip(TEXT).length);
    byte[] out = new byte[TEXT.length + 1];
    int length = 0;
    for (int count = file.read(out, 0, 1_000);
        count > 0;
        count = file.read(out, length, out.length - length)) {
      length += count;
    }
    assertThat(Arrays.copyOf(out, length)).isEqualTo(TEXT);
    file.release();
  }

  @Test
  void leavesAnyOtherFileAsItWas() throws BodyException {
    byte[] gzip = gzip(TEXT);
    byte[] wrongChecksum = gzip.clone();
    wrongChecksum[gzip.length - 8] ^= 1;
    byte[] tooLong = gzip(new byte[WholeGzipFile.MAX_INFLATED_BYTES + 1]);
    List<byte[]> others =
        List.of(
            concat(gzip, gzip),
            concat(gzip, new byte[1]),
            Arrays.copyOf(gzip, gzip.length - 1),
            Arrays.copyOf(gzip, 15),
            wrongChecksum,
            gzip(new byte[WholeGzipFile.MIN_INFLATED_BYTES - 1]),
            tooLong,
            random(WholeGzipFile.MAX_STORED_BYTES + 1));
    WholeGzipFile file = acquire();
    for (byte[] other : others) {
      assertLeft(file, other, other.length);
    }
    assertLeft(file, gzip, gzip.length - 1);
    assertLeft(file, gzip, gzip.length + 1);
    assertLeft(file, gzip, 0);
    file.release();
  }

  @Test
  void respectsTheMostBytesOfAFile() throws BodyException {
    WholeGzipFile file = acquire();
    int length = gzip(TEXT).length;
    assertThat(file.open(input(gzip(TEXT)), length, TEXT.length)).isTrue();
    assertThat(file.open(input(gzip(TEXT)), length, TEXT.length - 1)).isFalse();
    file.release();
  }

  @Test
  void isUsedAgain() {
    WholeGzipFile file = acquire();
    file.release();
    assertThat(acquire()).isSameAs(file);
    assertThat(acquire()).isNotSameAs(file);
  }

  /** JNA writes its native part into a folder. A machine may have none where that is possible. */
  @Test
  void linksOrDoesNotInSilence(@TempDir Path folder) throws Exception {
    assumeTrue(NativeInflate.isAvailable(), "libdeflate is not installed");
    assertThat(availabilityIn(folder)).containsExactly("true");
    assertThat(folder).isEmptyDirectory();
    assertThat(availabilityIn(Path.of("/proc/none"))).containsExactly("false");
  }

  /** Returns what a JVM prints whose JNA may write into this folder only. */
  private static List<String> availabilityIn(Path folder) throws Exception {
    Process process =
        new ProcessBuilder(
                System.getProperty("java.home") + "/bin/java",
                "-Djna.tmpdir=" + folder,
                "-cp",
                System.getProperty("java.class.path"),
                PrintAvailability.class.getName())
            .redirectErrorStream(true)
            .start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
    return output.lines().toList();
  }

  static final class PrintAvailability {
    public static void main(String[] arguments) {
      System.out.println(NativeInflate.isAvailable());
    }
  }

  private static WholeGzipFile acquire() {
    assumeTrue(NativeInflate.isAvailable(), "libdeflate is not installed");
    return WholeGzipFile.acquire().orElseThrow();
  }

  private static boolean open(WholeGzipFile file, StoredInput input, long listedBytes) {
    return file.open(input, listedBytes, Long.MAX_VALUE);
  }

  /** Holds that the file is refused, and that its bytes are read then in the same pieces. */
  private static void assertLeft(WholeGzipFile file, byte[] stored, long listedBytes)
      throws BodyException {
    StoredInput input = input(stored);
    assertThat(open(file, input, listedBytes)).isFalse();
    StoredInput same = input(stored);
    assertThat(pieces(input)).isEqualTo(pieces(same));
  }

  private static List<String> pieces(StoredInput input) throws BodyException {
    List<String> pieces = new ArrayList<>();
    do {
      pieces.add(input.available() + " bytes, hash " + Arrays.hashCode(input.bytes()));
      input.moveTo(input.pos() + input.available());
    } while (input.refill());
    return pieces;
  }

  /** Returns the input of a file in pieces of 3,000 bytes, of which the first one is read. */
  private static StoredInput input(byte[] stored) throws BodyException {
    StoredInput input = new StoredInput();
    input.open(
        new ByteArrayInputStream(stored) {
          @Override
          public synchronized int read(byte[] out, int from, int length) {
            return super.read(out, from, Math.min(length, 3_000));
          }
        });
    input.append();
    return input;
  }

  private static byte[] random(int length) {
    byte[] bytes = new byte[length];
    new Random(length).nextBytes(bytes);
    return bytes;
  }

  private static byte[] gzip(byte[] bytes) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
      gzip.write(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  private static byte[] concat(byte[] first, byte[] second) {
    byte[] both = Arrays.copyOf(first, first.length + second.length);
    System.arraycopy(second, 0, both, first.length, second.length);
    return both;
  }
}
