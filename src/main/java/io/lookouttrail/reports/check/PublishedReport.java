package io.lookouttrail.reports.check;

import io.lookouttrail.reports.attestation.AttestationFiles;
import io.lookouttrail.reports.publish.ReportFolder;
import io.lookouttrail.reports.render.ReportFiles;
import io.lookouttrail.run.Sha256;
import io.lookouttrail.run.UserError;
import io.lookouttrail.storage.CanonicalNames;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.ChecksumFileSystem;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/** The folder of a published report, as it is now. Its methods throw where it cannot be read. */
public final class PublishedReport {
  /** Any of these makes a folder one of a report, so that a lost one is noticed. */
  private static final Set<String> SIGNS =
      Set.of(ReportFiles.SUMS, ReportFiles.PAGE, ReportFiles.GENERATED);

  /** Much larger than any file that is read as a whole. */
  private static final int MAX_BYTES = 256 << 20;

  private final String name;
  private final FileSystem files;
  private final Path folder;
  private final SortedMap<String, String> hashes;
  private final SortedSet<String> folders;

  private PublishedReport(
      String name,
      FileSystem files,
      Path folder,
      SortedMap<String, String> hashes,
      SortedSet<String> folders) {
    this.name = name;
    this.files = files;
    this.folder = folder;
    this.hashes = hashes;
    this.folders = folders;
  }

  /**
   * Reads every file of a folder once.
   *
   * @param uri a path, or a URI of a file system that Hadoop supports
   * @throws UserError where the folder cannot be read or holds no whole report
   */
  public static PublishedReport read(String uri, Configuration hadoop) {
    Path path = CanonicalNames.path(uri);
    try {
      FileSystem files = path.getFileSystem(hadoop);
      if (files instanceof ChecksumFileSystem checked) {
        // It hides the checksum files that it would write itself.
        files = checked.getRawFileSystem();
      }
      return read(uri, files, files.makeQualified(path));
    } catch (FileNotFoundException e) {
      throw cannot(uri, "the folder does not exist", "Check the path.", e);
    } catch (IOException e) {
      throw unreadable(uri, path, e);
    }
  }

  private static PublishedReport read(String uri, FileSystem files, Path folder)
      throws IOException {
    Map<String, Path> found = new TreeMap<>();
    SortedSet<String> folders = new TreeSet<>();
    if (!files.getFileStatus(folder).isDirectory()) {
      throw cannot(uri, "it is a file", "Give the folder of a report, such as OUT/2025-09.");
    }
    for (FileStatus status : files.listStatus(folder)) {
      if (status.isDirectory()) {
        folders.add(status.getPath().getName());
      } else {
        found.put(status.getPath().getName(), status.getPath());
      }
    }
    if (found.containsKey(ReportFolder.INCOMPLETE)) {
      throw cannot(
          uri,
          "it has a file " + ReportFolder.INCOMPLETE + ", so its upload has not ended",
          "Wait for the run that writes it, or run that again.");
    }
    if (SIGNS.stream().noneMatch(found::containsKey)) {
      throw cannot(
          uri, "it is not a report", "Give the folder of one report, such as OUT/2025-09.");
    }
    SortedMap<String, String> hashes = new TreeMap<>();
    for (var file : found.entrySet()) {
      try (InputStream in = files.open(file.getValue())) {
        hashes.put(file.getKey(), Sha256.hex(in));
      }
    }
    return new PublishedReport(uri, files, folder, hashes, folders);
  }

  /** The folder as the user named it. */
  public String name() {
    return name;
  }

  /** The SHA-256 of each file, by name. */
  SortedMap<String, String> hashes() {
    return hashes;
  }

  /** The names of folders in the folder; a report has none. */
  SortedSet<String> folders() {
    return folders;
  }

  /** Whether the checksums leave the file out: they cannot cover it. */
  static boolean isOutsideTheSums(String file) {
    return file.equals(ReportFiles.SUMS)
        || file.equals(ReportFiles.GENERATED)
        || AttestationFiles.ALL.contains(file);
  }

  /** The names of the files that the report's content determines. */
  public SortedSet<String> contentFiles() {
    SortedSet<String> names = new TreeSet<>(hashes.keySet());
    names.removeIf(file -> isOutsideTheSums(file) && !file.equals(ReportFiles.SUMS));
    return names;
  }

  /** The whole content of a file; empty if the report does not have it. */
  public Optional<byte[]> content(String file) {
    if (!hashes.containsKey(file)) {
      return Optional.empty();
    }
    try (InputStream in = open(file)) {
      byte[] bytes = in.readNBytes(MAX_BYTES + 1);
      if (bytes.length > MAX_BYTES) {
        throw cannot(name, file + " is larger than any such file", "Restore the file.");
      }
      return Optional.of(bytes);
    } catch (IOException e) {
      throw unreadable(name, folder, e);
    }
  }

  /** Opens a file. */
  public InputStream open(String file) throws IOException {
    return files.open(new Path(folder, file));
  }

  /**
   * Adds a file in one step, or replaces it.
   *
   * @throws UserError where the folder cannot be written
   */
  void add(String file, byte[] content) {
    Path written = new Path(folder.getParent(), "_" + folder.getName() + "." + file + ".writing");
    Path target = new Path(folder, file);
    try {
      try (OutputStream out = files.create(written, true)) {
        out.write(content);
      }
      files.delete(target, false);
      if (!files.rename(written, target)) {
        throw new IOException("the file system did not rename " + written);
      }
      hashes.put(file, Sha256.hex(content));
    } catch (IOException e) {
      if (CanonicalNames.isS3(folder)) {
        throw new UncheckedIOException("write to " + target, e);
      }
      throw UserError.cannot(
          "write " + target,
          String.valueOf(e.getMessage()),
          "Check the permission to write there.",
          e);
    }
  }

  private static UserError cannot(String uri, String why, String remedy) {
    return UserError.cannot("check " + uri, why, remedy);
  }

  private static UserError cannot(String uri, String why, String remedy, Exception cause) {
    return UserError.cannot("check " + uri, why, remedy, cause);
  }

  private static RuntimeException unreadable(String uri, Path path, IOException e) {
    return CanonicalNames.isS3(path)
        ? new UncheckedIOException("check " + uri, e)
        : cannot(
            uri, String.valueOf(e.getMessage()), "Check the permission to read the folder.", e);
  }
}
