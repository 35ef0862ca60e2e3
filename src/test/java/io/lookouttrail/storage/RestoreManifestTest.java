package io.lookouttrail.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lookouttrail.run.UserError;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RestoreManifestTest {
  @TempDir Path folder;

  private RestoreManifest list() {
    return RestoreManifest.at(new Configuration(), folder.resolve("lists/restore.csv").toString());
  }

  private Path written() {
    return folder.resolve("lists/restore.csv");
  }

  @Test
  void encodesKeysForBatchOperations() {
    assertThat(
            RestoreManifest.line(
                "s3://trail/AWSLogs/1/CloudTrail/us-east-1/a_20250903T1000Z.json.gz"))
        .isEqualTo("trail,AWSLogs/1/CloudTrail/us-east-1/a_20250903T1000Z.json.gz");
    assertThat(RestoreManifest.line("s3://trail/a key, \"quoted\"+50%/ü.gz"))
        .isEqualTo("trail,a%20key%2C%20%22quoted%22%2B50%25/%C3%BC.gz");
  }

  @Test
  void writesOneLineAnObjectAndReplacesAnOlderManifest() throws Exception {
    assertThat(list().write(List.of("s3://trail/a", "s3://trail/b").iterator())).isEqualTo(2);
    assertThat(written()).hasContent("trail,a\ntrail,b\n");

    assertThat(list().write(List.of("file:///logs/c", "s3://trail/c").iterator())).isEqualTo(1);
    assertThat(written()).hasContent("trail,c\n");

    assertThat(list().write(List.<String>of().iterator())).isZero();
    assertThat(written()).isEmptyFile();
  }

  @Test
  void keepsAnOlderManifestIfWritingFails() throws Exception {
    list().write(List.of("s3://trail/a").iterator());
    Iterator<String> failing =
        new Iterator<>() {
          private boolean begun;

          @Override
          public boolean hasNext() {
            return true;
          }

          @Override
          public String next() {
            if (begun) {
              throw new NoSuchElementException("the tables are gone");
            }
            begun = true;
            return "s3://trail/b";
          }
        };
    assertThatThrownBy(() -> list().write(failing)).isInstanceOf(NoSuchElementException.class);
    assertThat(written()).hasContent("trail,a\n");
  }

  @Test
  void refusesAFolder() throws Exception {
    Files.createDirectories(written());
    assertThatThrownBy(this::list)
        .isInstanceOf(UserError.class)
        .hasMessageContaining("it is a folder. Give --restore-list a file.");
  }
}
