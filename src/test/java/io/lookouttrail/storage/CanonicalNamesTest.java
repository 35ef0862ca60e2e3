package io.lookouttrail.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lookouttrail.run.UserError;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CanonicalNamesTest {

  private static final String HERE = Path.of("").toAbsolutePath().toString();

  @ParameterizedTest
  @CsvSource({
    "s3://bucket/a/b.json.gz, s3://bucket/a/b.json.gz",
    "s3a://bucket/a/b.json.gz, s3://bucket/a/b.json.gz",
    "s3n://bucket/a/b.json.gz, s3://bucket/a/b.json.gz",
    "s3a://bucket, s3://bucket/",
    "s3a://bucket/a b/ü%20.json, s3://bucket/a b/ü%20.json",
    "s3a://KEY:SECRET@bucket/a, s3://bucket/a",
    "hdfs://name:8020/a/b, hdfs://name:8020/a/b",
    "file:/a/b, file:///a/b",
    "file:///a/b, file:///a/b",
    "file:///a/./c/../b/, file:///a/b",
    "/a/b, file:///a/b",
    "/a//b/../b, file:///a/b",
    "/a/50% off #1/ü?.json, file:///a/50% off #1/ü?.json"
  })
  void aFileHasOneName(String addressed, String name) {
    assertThat(CanonicalNames.of(CanonicalNames.path(addressed))).isEqualTo(name);
  }

  @ParameterizedTest
  @ValueSource(strings = {"logs/x y", "./logs/x y", "other/../logs/x y"})
  void resolvesARelativePath(String relative) {
    String name = CanonicalNames.of(CanonicalNames.path(relative));

    assertThat(name).isEqualTo("file://" + HERE + "/logs/x y");
    assertThat(name).isEqualTo(CanonicalNames.of(CanonicalNames.path(HERE + "/logs/x y")));
  }

  @Test
  void aColonInALocalNameIsNotAScheme() {
    assertThat(CanonicalNames.of(CanonicalNames.path("copy:1/a"))).endsWith("/copy:1/a");
  }

  @ParameterizedTest
  @CsvSource({
    "copy:1/a, ./copy:1/a",
    "/copy:1/a b%20, /copy:1/a b%20",
    "hdfs://name:8020/a:b, hdfs://name:8020/a:b",
    "s3a://bucket/a [b]{c}*?, s3a://bucket/a [b]{c}*?"
  })
  void leavesAPathWithoutASchemeToTheDefaultFileSystem(String text, String path) {
    assertThat(CanonicalNames.pathOnDefaultStore(text)).hasToString(path);
  }

  @Test
  void refusesTextThatIsNotAPath() {
    assertThatThrownBy(() -> CanonicalNames.path(" "))
        .isInstanceOf(UserError.class)
        .hasMessageContaining("it is empty");
    assertThatThrownBy(() -> CanonicalNames.path("file://data/logs"))
        .isInstanceOf(UserError.class)
        .hasMessageContaining("names a host, 'data'");
  }
}
