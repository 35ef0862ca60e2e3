package io.lookouttrail.integrity.digest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.lookouttrail.archive.LogFile;
import io.lookouttrail.fixtures.TestArchive;
import io.lookouttrail.integrity.digest.WholeFileReader.Complete;
import io.lookouttrail.integrity.digest.WholeFileReader.ReadResult;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Only the first gzip member of a file is read; what follows it is said. */
class FirstGzipMemberTest {
  private static final byte[] MEMBER = TestArchive.gzip("text");

  @TempDir Path folder;

  private ReadResult read(byte[]... parts) throws IOException {
    ByteArrayOutputStream stored = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      stored.write(part);
    }
    Path file = Files.write(folder.resolve("log.json.gz"), stored.toByteArray());
    LogFile log =
        new LogFile(
            "file://" + file, "file:" + file, stored.size(), Instant.EPOCH, "", "", Instant.EPOCH);
    try (WholeFileReader reader = new WholeFileReader(new Configuration(false), 1_000_000)) {
      return reader.read(log);
    }
  }

  private String after(byte[]... parts) throws IOException {
    ReadResult result = read(parts);
    assertThat(result).isInstanceOf(Complete.class);
    Complete complete = (Complete) result;
    assertThat(complete.bytes()).isEqualTo("text".getBytes(UTF_8));
    return complete.afterFirstMember();
  }

  @Test
  void saysWhatFollowsTheFirstMember() throws IOException {
    byte[] broken = TestArchive.gzip("broken");
    broken[broken.length - 6] ^= 1;

    assertThat(after(MEMBER)).isEmpty();
    assertThat(after(MEMBER, new byte[1])).startsWith("zeros");
    assertThat(after(MEMBER, new byte[100_000])).startsWith("zeros");
    assertThat(after(MEMBER, TestArchive.gzip(""))).startsWith("an empty gzip member");
    assertThat(after(MEMBER, TestArchive.gzip(""), TestArchive.gzip("more")))
        .startsWith("a gzip member with 4 bytes");
    assertThat(after(MEMBER, TestArchive.gzip("more"), new byte[9]))
        .startsWith("a gzip member with 4 bytes");
    assertThat(after(MEMBER, "x".getBytes(UTF_8))).startsWith("bytes that are no gzip member");
    assertThat(after(MEMBER, new byte[] {0, 1})).startsWith("bytes that are no gzip member");
    assertThat(after(MEMBER, new byte[] {0x1f})).startsWith("bytes that are no gzip member");
    assertThat(after(MEMBER, broken)).startsWith("bytes that are no gzip member");
  }

  @Test
  void doesNotInflateABombAfterTheFirstMember() throws IOException {
    assertThat(read(MEMBER, TestArchive.gzip("0".repeat(2_000_000))).error())
        .startsWith("too_large");
  }

  @Test
  void readsPlainText() throws IOException {
    ReadResult result = read("{\"a\":1}".getBytes(UTF_8));

    assertThat(((Complete) result).afterFirstMember()).isEmpty();
  }
}
