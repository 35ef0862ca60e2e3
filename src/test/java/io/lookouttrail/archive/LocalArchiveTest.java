package io.lookouttrail.archive;

import static org.assertj.core.api.Assertions.assertThat;

import io.lookouttrail.run.Window;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Archives on a local disk, through Hadoop's own file system. */
class LocalArchiveTest {

  private static final String ONE = "111111111111";
  private static final String KEY =
      new KeyLayout("", Optional.of("o-abc"))
          .logKey(ONE, "eu-west-1", Instant.parse("2025-09-03T09:05:00Z"), "AbCd");

  @TempDir Path folder;

  @Test
  void tellsSizeTimeAndNames() {
    Path file = write(KEY, "{\"Records\":[]}");

    assertThat(list(folder.toString()))
        .containsExactly(
            new LogFile(
                "file://" + file,
                "file:" + file,
                14,
                Instant.parse("2025-09-03T09:06:07.089Z"),
                ONE,
                "eu-west-1",
                Instant.parse("2025-09-03T09:05:00Z")));
  }

  @Test
  void findsOneFileByEachOfItsAddresses() {
    Path file = write(KEY, "x");
    Path here = Path.of("").toAbsolutePath();

    for (String address :
        List.of(
            file.toString(),
            here.relativize(file).toString(),
            "file:" + file,
            "file://" + file,
            file.getParent() + "/../03/" + file.getFileName())) {
      assertThat(list(address)).extracting(LogFile::sourceFile).containsExactly("file://" + file);
    }
    assertThat(list(here.relativize(folder).toString()))
        .extracting(LogFile::sourceFile)
        .containsExactly("file://" + file);
  }

  @Test
  void readsNamesWithSpacesPercentAndOtherScripts() throws IOException {
    for (String name : List.of("50% off/a%20b.json", "a b/c d.json", "größe/日本 #1.json")) {
      write(name, name);
    }

    ArchiveListing listing = list(folder.toString());

    assertThat(listing)
        .extracting(LogFile::sourceFile)
        .containsExactly(
            "file://" + folder + "/50% off/a%20b.json",
            "file://" + folder + "/a b/c d.json",
            "file://" + folder + "/größe/日本 #1.json");
    for (LogFile file : listing) {
      var path = new org.apache.hadoop.fs.Path(file.path());
      try (InputStream in = path.getFileSystem(new Configuration()).open(path)) {
        assertThat(file.sourceFile())
            .endsWith(new String(in.readAllBytes(), StandardCharsets.UTF_8));
      }
      assertThat(list(file.sourceFile())).containsExactly(file);
    }
  }

  @Test
  void followsLinksToFoldersAndKeepsTheirNames() throws IOException {
    Path elsewhere = Files.createDirectories(folder.resolve("disk"));
    write("disk/eu-west-1/2025/09/03/x.json", "x");
    Path archive = Files.createDirectories(folder.resolve("archive/AWSLogs/" + ONE));
    Files.createSymbolicLink(archive.resolve("CloudTrail"), elsewhere);

    ArchiveListing listing = list(folder.resolve("archive").toString());

    assertThat(listing)
        .extracting(LogFile::sourceFile)
        .containsExactly("file://" + archive + "/CloudTrail/eu-west-1/2025/09/03/x.json");
    assertThat(listing.accounts()).containsExactly(ONE);
  }

  @Test
  void comesToAnEndWhereLinksLeadBack() throws IOException {
    write("a/x.json", "x");
    Files.createSymbolicLink(folder.resolve("a/up"), folder);
    Files.createSymbolicLink(folder.resolve("a/self"), folder.resolve("a"));
    Files.createSymbolicLink(folder.resolve("a/broken"), folder.resolve("nowhere"));

    assertThat(list(folder.toString()))
        .extracting(LogFile::sourceFile)
        .containsExactly("file://" + folder + "/a/x.json");
  }

  @Test
  void listsOnceAFolderThatTwoNamesLeadTo() throws IOException {
    write("real/deep/x.json", "x");
    Files.createSymbolicLink(folder.resolve("alias"), folder.resolve("real"));
    Files.createSymbolicLink(folder.resolve("zalias"), folder.resolve("real"));

    assertThat(list(folder.toString()))
        .extracting(LogFile::sourceFile)
        .containsExactly("file://" + folder + "/real/deep/x.json");
  }

  private Path write(String key, String body) {
    try {
      Path file = folder.resolve(key);
      Files.createDirectories(file.getParent());
      Files.writeString(file, body);
      Files.setLastModifiedTime(file, FileTime.from(Instant.parse("2025-09-03T09:06:07.089Z")));
      return file;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static ArchiveListing list(String archive) {
    return new ArchiveLister(new Configuration(), 4)
        .list(archive, Window.everything(), found -> {});
  }
}
