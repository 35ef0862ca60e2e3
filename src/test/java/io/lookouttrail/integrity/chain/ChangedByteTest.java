package io.lookouttrail.integrity.chain;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.lookouttrail.archive.LogFile;
import io.lookouttrail.fixtures.TestArchive;
import io.lookouttrail.fixtures.TestRecord;
import io.lookouttrail.integrity.chain.TestDigestChain.Made;
import io.lookouttrail.integrity.digest.PublicKeys;
import io.lookouttrail.integrity.digest.WholeFileReader;
import io.lookouttrail.integrity.digest.WholeFileReader.Complete;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.Random;
import java.util.zip.GZIPInputStream;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Changes single bytes and bits: each change of the delivered content is found, and nothing else.
 */
class ChangedByteTest {
  private static final int RESERVED_FLAGS = 0xe0;

  @TempDir Path folder;

  @Test
  void anyChangedByteOfADigestIsFound() {
    TestDigestChain chain = TestDigestChain.from("2025-09-03T00:00:00Z").hours(3);
    PublicKeys keys = TestDigestChain.keys(TestDigestChain.KEY);
    Random random = new Random(7);
    for (Made digest : chain.made()) {
      for (int i = 0; i < digest.json().length(); i += 1 + random.nextInt(3)) {
        char other = (char) (digest.json().charAt(i) ^ (1 << random.nextInt(7)));
        String changed = digest.json().substring(0, i) + other + digest.json().substring(i + 1);

        assertThat(
                TestDigestBucket.of(chain)
                    .put(TestDigestBucket.location(digest), changed)
                    .verify(keys)
                    .faults())
            .as("byte %d of %s", i, digest.key())
            .isNotEmpty();
      }
    }
  }

  @Test
  void aChangedBitOfAGzipFileIsFoundIfItChangesTheContent() throws IOException {
    String content = TestArchive.body(TestRecord.anEvent());
    byte[] stored = TestArchive.gzip(content);
    String expected = TestDigestChain.sha256(content);
    Path file = folder.resolve("log.json.gz");
    int same = 0;
    try (WholeFileReader reader = new WholeFileReader(new Configuration(false), 1 << 20)) {
      for (int bit = 0; bit < stored.length * 8; bit += bit < 80 ? 1 : 3) {
        byte[] changed = stored.clone();
        changed[bit / 8] ^= (byte) (1 << bit % 8);
        Files.write(file, changed);
        boolean intact =
            reader.hash(log(file)) instanceof Complete whole && whole.sha256().equals(expected);
        same += intact ? 1 : 0;

        assertThat(intact)
            .as("bit %d", bit)
            .isEqualTo(inflated(changed).equals(Optional.of(content)));
      }
    }
    // The header's time, extra flags and operating system: eight bits of each of six bytes.
    assertThat(same).isGreaterThanOrEqualTo(48);
  }

  private static LogFile log(Path file) throws IOException {
    return new LogFile(
        "file://" + file,
        "file:" + file,
        Files.size(file),
        Instant.EPOCH,
        null,
        null,
        Instant.EPOCH);
  }

  /** Content by Java's own gzip reader, which ignores reserved flags: they make a file no gzip. */
  private static Optional<String> inflated(byte[] stored) {
    if ((stored[3] & RESERVED_FLAGS) != 0) {
      return Optional.empty();
    }
    try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(stored))) {
      return Optional.of(new String(in.readAllBytes(), UTF_8));
    } catch (IOException e) {
      return Optional.empty();
    }
  }
}
