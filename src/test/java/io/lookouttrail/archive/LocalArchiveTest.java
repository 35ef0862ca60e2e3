package io.lookouttrail.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lookouttrail.run.Window;
import io.lookouttrail.storage.CanonicalNames;
import io.lookouttrail.storage.LocalFolder;
import io.lookouttrail.storage.StoredFiles;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.RawLocalFileSystem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Archives on a local disk. */
class LocalArchiveTest {

  private static final String ONE = "111111111111";
  private static final String KEY =
      new KeyLayout("", Optional.of("o-abc"))
          .logKey(ONE, "eu-west-1", Instant.parse("2025-09-03T09:05:00Z"), "AbCd");

  @TempDir Path folder;

  @Test
  void readsSizeTimeAndNames() {
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
  void endsDespiteLinksThatLeadBack() throws IOException {
    write("a/x.json", "x");
    Files.createSymbolicLink(folder.resolve("a/up"), folder);
    Files.createSymbolicLink(folder.resolve("a/self"), folder.resolve("a"));
    Files.createSymbolicLink(folder.resolve("a/broken"), folder.resolve("nowhere"));
    Files.createSymbolicLink(folder.resolve("a/b.json"), folder.resolve("a/c.json"));
    Files.createSymbolicLink(folder.resolve("a/c.json"), folder.resolve("a/b.json"));

    assertThat(list(folder.toString()))
        .extracting(LogFile::sourceFile)
        .containsExactly("file://" + folder + "/a/x.json");
  }

  @Test
  void listsAFolderWithTwoNamesOnce() throws IOException {
    write("real/deep/x.json", "x");
    Files.createSymbolicLink(folder.resolve("alias"), folder.resolve("real"));
    Files.createSymbolicLink(folder.resolve("zalias"), folder.resolve("real"));

    assertThat(list(folder.toString()))
        .extracting(LogFile::sourceFile)
        .containsExactly("file://" + folder + "/real/deep/x.json");
  }

  /** Without a rule for links between folders, eight folders have 100,000 paths. */
  @Test
  void listsFoldersThatLinkToOneAnotherOnce() throws IOException {
    List<String> names = List.of("a", "b", "c", "d", "e", "f", "g", "h");
    for (String name : names) {
      write(name + "/" + name + ".json", "x");
      for (String other : names) {
        Files.createSymbolicLink(folder.resolve(name + "/to_" + other), folder.resolve(other));
      }
    }

    ArchiveListing listing = list(folder.toString());

    assertThat(listing)
        .extracting(file -> file.sourceFile().substring(folder.toUri().toString().length()))
        .containsExactlyElementsOf(
            names.stream().map(name -> name + "/" + name + ".json").toList());
    assertThat(listing.listRequests()).isEqualTo(1 + names.size());
  }

  @Test
  void namesAFolderOutsideTheArchiveByItsFirstLink() throws IOException {
    write("disk/sub/x.json", "x");
    write("disk/y.json", "x");
    write("not-in-the-archive.json", "x");
    Path archive = Files.createDirectories(folder.resolve("archive"));
    Files.createSymbolicLink(archive.resolve("b"), folder.resolve("disk"));
    Files.createSymbolicLink(archive.resolve("a"), folder.resolve("disk/sub"));
    Files.createSymbolicLink(archive.resolve("c"), folder.resolve("disk"));
    Files.createSymbolicLink(folder.resolve("disk/up"), folder);

    assertThat(list(archive.toString()))
        .extracting(LogFile::sourceFile)
        .containsExactly("file://" + archive + "/a/x.json", "file://" + archive + "/b/y.json");
  }

  /** Compares with the listings of Hadoop itself. */
  @Test
  void listsWhatHadoopLists() throws IOException {
    write("a/x.json.gz", "xyz");
    write("a/.x.json.gz.crc", "checksum");
    write("a/empty.json", "");
    write("10:30/in a folder with a colon.json", "x");
    write("10:30/12:00.json", "x");
    Files.setLastModifiedTime(
        folder.resolve("a/x.json.gz"), FileTime.from(Instant.parse("1969-12-31T23:59:59.9995Z")));
    Files.createSymbolicLink(folder.resolve("a/link.json"), folder.resolve("a/x.json.gz"));

    List<LogFile> byHadoop = new ArrayList<>();
    for (String name : List.of("10:30", "a")) {
      var inner = new org.apache.hadoop.fs.Path("file", null, folder.resolve(name).toString());
      for (FileStatus status : inner.getFileSystem(new Configuration()).listStatus(inner)) {
        Instant modified = Instant.ofEpochMilli(status.getModificationTime());
        byHadoop.add(
            new LogFile(
                CanonicalNames.of(status.getPath()),
                status.getPath().toString(),
                status.getLen(),
                modified,
                null,
                null,
                modified,
                false));
      }
    }

    ArchiveListing listing = list(folder.toString());
    assertThat(listing).containsExactlyInAnyOrderElementsOf(byHadoop).hasSize(5);
    assertThat(listing.describeSkipped()).isEmpty();
  }

  /** FolderListing relies on this exception for folders that were deleted. */
  @Test
  void reportsAMissingFolderAsHadoopDoes() {
    LocalFolder.EntryReceiver ignored =
        new LocalFolder.EntryReceiver() {
          @Override
          public void folder(String name) {}

          @Override
          public void file(String name, long bytes, long modifiedMillis) {}
        };
    LocalFolder gone = new LocalFolder(folder.resolve("gone"));

    assertThatThrownBy(() -> gone.list(ignored)).isInstanceOf(FileNotFoundException.class);
  }

  /** A local file system of the user's: it hides one file, and returns another in capitals. */
  public static final class OtherDisk extends RawLocalFileSystem {
    @Override
    public FileStatus[] listStatus(org.apache.hadoop.fs.Path path) throws IOException {
      return Arrays.stream(super.listStatus(path))
          .filter(status -> !status.getPath().getName().equals("hidden.json"))
          .toArray(FileStatus[]::new);
    }

    @Override
    public FSDataInputStream open(org.apache.hadoop.fs.Path path, int bufferBytes)
        throws IOException {
      return super.open(path.suffix(".upper"), bufferBytes);
    }
  }

  @Test
  void usesTheFileSystemThatIsSetForTheLocalDisk() throws IOException {
    write("hidden.json", "x");
    write("x.json", "body");
    write("x.json.upper", "BODY");
    Configuration configuration = new Configuration();
    configuration.setClass("fs.file.impl", OtherDisk.class, FileSystem.class);
    configuration.setBoolean("fs.file.impl.disable.cache", true);

    ArchiveListing listing =
        new ArchiveLister(configuration, 4)
            .list(folder.toString(), Window.everything(), found -> {});

    assertThat(listing)
        .extracting(LogFile::sourceFile)
        .containsExactly("file://" + folder + "/x.json");
    LogFile file = listing.iterator().next();
    try (StoredFiles files = StoredFiles.of(configuration, List.of(file));
        InputStream stored = files.open(file)) {
      assertThat(new String(stored.readAllBytes(), StandardCharsets.UTF_8)).isEqualTo("BODY");
    }
  }

  @Test
  void resumesInAFileThatIsCompletedMeanwhile() throws IOException {
    Path file = write("x.json", "whole body");
    LogFile listed = list(folder.toString()).iterator().next();
    Files.writeString(file, "whole");

    try (StoredFiles files = StoredFiles.of(new Configuration(), List.of(listed));
        InputStream stored = files.open(listed)) {
      assertThat(new String(stored.readNBytes(5), StandardCharsets.UTF_8)).isEqualTo("whole");
      Path copy = Files.writeString(folder.resolve("copy"), "whole body");
      Files.move(copy, file, StandardCopyOption.REPLACE_EXISTING);
      assertThat(new String(stored.readAllBytes(), StandardCharsets.UTF_8)).isEqualTo(" body");
    }
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
