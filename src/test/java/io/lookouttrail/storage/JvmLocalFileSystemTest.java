package io.lookouttrail.storage;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JvmLocalFileSystemTest {
  @TempDir private java.nio.file.Path folder;

  @Test
  void writesAndReadsNoChecksumFiles() throws IOException {
    try (FileSystem disk = disk()) {
      Path file = new Path(folder.resolve("a").toString());
      try (var out = disk.create(file)) {
        out.write("one".getBytes(StandardCharsets.UTF_8));
      }
      Files.writeString(folder.resolve(".a.crc"), "of another content");

      try (var in = disk.open(file)) {
        assertThat(new String(in.readAllBytes(), StandardCharsets.UTF_8)).isEqualTo("one");
      }
    }
    try (var files = Files.list(folder)) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrder("a", ".a.crc");
    }
  }

  private static FileSystem disk() throws IOException {
    Configuration configuration = new Configuration();
    configuration.setClass("fs.file.impl", JvmLocalFileSystem.class, FileSystem.class);
    return FileSystem.newInstance(java.net.URI.create("file:///"), configuration);
  }
}
