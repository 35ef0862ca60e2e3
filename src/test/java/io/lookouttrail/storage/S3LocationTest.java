package io.lookouttrail.storage;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Keys that Hadoop's paths can have, and others. */
class S3LocationTest {
  private static boolean isHadoopPath(String key) {
    return S3Location.of("s3a://bucket/" + key).orElseThrow().isHadoopPath();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a", "a/b.json", "a/...", "..a/b..", "a.b/.c", " ", "a:b/%2F"})
  void aPathCanHaveTheKey(String key) {
    assertThat(isHadoopPath(key)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"/", "/a", "a/", "a//b", "a/../b", "../a", "a/..", "a/./b", "./a", "a/."})
  void aPathCannotHaveTheKey(String key) {
    assertThat(isHadoopPath(key)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"/a//b", "file:///a", "hdfs://b/a//c", "s3", "s3a:///a"})
  void isNoAddressInS3(String address) {
    assertThat(S3Location.of(address)).isEmpty();
  }
}
