package io.lookouttrail.integrity.digest;

import static org.assertj.core.api.Assertions.assertThat;

import io.lookouttrail.archive.LogFile;
import io.lookouttrail.scan.Scanned;
import io.lookouttrail.storage.StoredFiles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WholeFileReaderTest {
  private static final Configuration CONFIGURATION = new Configuration();

  @TempDir Path folder;

  private LogFile file(String name, long bytes) {
    String uri = folder.resolve(name).toUri().toString();
    return new LogFile(uri, uri, bytes, Instant.EPOCH, null, null, Instant.EPOCH);
  }

  @Test
  void hashesTheFilesAfterAMissingOne() throws IOException {
    byte[] stored = Scanned.gzip("{}".getBytes(StandardCharsets.UTF_8));
    Files.write(folder.resolve("there.gz"), stored);

    try (StoredFiles files = new StoredFiles.OnDisk(CONFIGURATION);
        WholeFileReader reader = new WholeFileReader(CONFIGURATION, 1_000)) {
      assertThat(reader.hash(file("gone.gz", 9), files))
          .isInstanceOf(WholeFileReader.Missing.class);
      assertThat(reader.hash(file("there.gz", stored.length), files))
          .isInstanceOfSatisfying(
              WholeFileReader.Complete.class,
              complete -> assertThat(complete.inflatedBytes()).isEqualTo(2));
    }
  }
}
