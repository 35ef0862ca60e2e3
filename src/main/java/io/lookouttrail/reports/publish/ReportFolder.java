package io.lookouttrail.reports.publish;

import io.lookouttrail.reports.model.Report;
import io.lookouttrail.reports.render.ReportFiles;
import io.lookouttrail.reports.render.common.GenerationInfo;
import io.lookouttrail.reports.render.json.RunResult;
import io.lookouttrail.run.UserError;
import io.lookouttrail.storage.CanonicalNames;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.ChecksumFileSystem;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * The location that reports are published to, {@code --out}, with a folder for each month or
 * period.
 *
 * <p>A report is first rendered completely to a local temporary folder, so that a failed query or
 * renderer changes nothing at the location. On file systems that rename folders in one step (local
 * disks, HDFS), a reader finds the old report or the new one, or for the moment between two renames
 * none. In an object store, {@code index.html} and {@code SHA256SUMS} are deleted first and written
 * last, and {@value ObjectFolder#INCOMPLETE} exists meanwhile: a folder without them is no report.
 * The next run cleans up after a killed run.
 */
public final class ReportFolder {
  /** Exists in a folder of an object store while its files are being written. */
  public static final String INCOMPLETE = ObjectFolder.INCOMPLETE;

  /** The file next to the reports that holds the result of the last run. */
  public static final String RESULT = "_RESULT.json";

  private static final Pattern S3 = Pattern.compile("s3[an]?://");
  private static final Set<String> RENAMES_FOLDERS = Set.of("file", "hdfs", "viewfs");

  private final FileSystem files;
  private final Path out;
  private final boolean renames;
  private final SortedMap<String, byte[]> records;
  private final Attestation attestation;

  ReportFolder(FileSystem files, Path out, boolean renames) {
    this(files, out, renames, new TreeMap<>(), Attestation.NONE);
  }

  private ReportFolder(
      FileSystem files,
      Path out,
      boolean renames,
      SortedMap<String, byte[]> records,
      Attestation attestation) {
    this.files = files;
    this.out = out;
    this.renames = renames;
    this.records = records;
    this.attestation = attestation;
  }

  /** The same location; each report gets this file too, and its checksums cover it. */
  public ReportFolder recording(String file, byte[] content) {
    SortedMap<String, byte[]> more = new TreeMap<>(records);
    more.put(file, content.clone());
    return new ReportFolder(files, out, renames, more, attestation);
  }

  /** The same location; each report is signed before it is published. */
  public ReportFolder attestedBy(Attestation attestation) {
    return new ReportFolder(files, out, renames, records, attestation);
  }

  /**
   * Opens a location; it need not exist yet. All methods throw {@link UncheckedIOException} where
   * S3 refuses access.
   *
   * @param out a path, or a URI of a file system that Hadoop supports
   * @throws UserError where the file system cannot be reached
   */
  public static ReportFolder at(String out, Configuration hadoop) {
    try {
      Path path = CanonicalNames.pathOnDefaultStore(out);
      FileSystem files = path.getFileSystem(hadoop);
      if (files instanceof ChecksumFileSystem checked) {
        files = checked.getRawFileSystem();
      }
      Path location = files.makeQualified(path);
      return new ReportFolder(
          files, location, RENAMES_FOLDERS.contains(location.toUri().getScheme()));
    } catch (IOException | IllegalArgumentException e) {
      throw unwritable(out, e);
    }
  }

  /**
   * Checks as {@link #check}, and deletes the last run's {@link #RESULT}.
   *
   * @param name the name of the report's folder, {@code Scope.name()}
   * @throws UserError where the folder is in use or cannot be written
   */
  public void prepare(String name, boolean overwrite) {
    try {
      files.delete(new Path(out, RESULT), false);
    } catch (IOException e) {
      throw unwritable(out.toString(), e);
    }
    check(name, overwrite);
  }

  /**
   * Checks before the queries run what {@link #publish} needs. Also cleans up after a killed run.
   *
   * @param name the name of the folder
   * @throws UserError where the folder is in use or cannot be written
   */
  public void check(String name, boolean overwrite) {
    try {
      files.mkdirs(out);
      PublishedFolder folder = folder(name);
      folder.cleanUp();
      refuseFolderInUse(folder, overwrite);
      folder.checkWritable();
    } catch (IOException e) {
      throw unwritable(out.toString(), e);
    }
  }

  /**
   * Renders a report and publishes it.
   *
   * @return the report's folder
   * @throws UserError where the report cannot be rendered on the local disk, or the folder is in
   *     use or cannot be written
   */
  public URI publish(Report report, GenerationInfo generated, boolean overwrite) {
    return publish(
        report.scope().name(),
        folder -> {
          ReportFiles.write(report, generated, records, folder);
          attestation.attest(report, folder);
        },
        overwrite);
  }

  /** Writes the files of a folder that is published as a whole. */
  @FunctionalInterface
  public interface Content {
    /**
     * Writes the files.
     *
     * @param folder an existing, empty folder on the local disk
     */
    void write(java.nio.file.Path folder) throws IOException;
  }

  /**
   * Writes files to a local folder and publishes them, as above.
   *
   * @param name the name of the published folder
   */
  public URI publish(String name, Content content, boolean overwrite) {
    PublishedFolder folder = folder(name);
    java.nio.file.Path rendered = render(content);
    try {
      files.mkdirs(out);
      folder.cleanUp();
      refuseFolderInUse(folder, overwrite);
      folder.replace(filesIn(rendered));
    } catch (IOException e) {
      throw unwritable(folder.path().toString(), e);
    } finally {
      delete(rendered);
    }
    return folder.path().toUri();
  }

  /**
   * Writes the result of a run next to the reports.
   *
   * @throws UserError where the file cannot be written
   */
  public void write(RunResult result) {
    Path written = new Path(out, RESULT + ".writing");
    Path target = new Path(out, RESULT);
    try {
      files.mkdirs(out);
      try (OutputStream to = files.create(written, true)) {
        to.write(result.json());
      }
      files.delete(target, false);
      if (!files.rename(written, target)) {
        throw new IOException("the file system did not rename " + written);
      }
    } catch (IOException e) {
      throw unwritable(target.toString(), e);
    }
  }

  private PublishedFolder folder(String name) {
    return renames ? new RenamedFolder(files, out, name) : new ObjectFolder(files, out, name);
  }

  private static void refuseFolderInUse(PublishedFolder folder, boolean overwrite)
      throws IOException {
    List<String> names = folder.names();
    if (names.isEmpty()) {
      return;
    }
    if (!overwrite) {
      throw UserError.cannot(
          "write the report to " + folder.path(),
          "the folder is already in use",
          "Give --overwrite to replace it, or another --out.");
    }
    if (!names.contains(ReportFiles.GENERATED)) {
      throw UserError.cannot(
          "replace " + folder.path(),
          "it holds files that do not belong to a report, such as " + names.get(0),
          "Give another --out, or empty the folder.");
    }
  }

  /** Writes the report's files to a new temporary folder on the local disk. */
  private static java.nio.file.Path render(Content content) {
    java.nio.file.Path folder = null;
    boolean complete = false;
    try {
      folder = Files.createTempDirectory("lookout-trail-report-");
      content.write(folder);
      complete = true;
      return folder;
    } catch (IOException e) {
      throw UserError.cannot(
          "render the report in " + System.getProperty("java.io.tmpdir"),
          reason(e),
          "Free some space there, or name another folder with -Djava.io.tmpdir.",
          e);
    } finally {
      if (folder != null && !complete) {
        delete(folder);
      }
    }
  }

  private static List<java.nio.file.Path> filesIn(java.nio.file.Path folder) throws IOException {
    try (Stream<java.nio.file.Path> found = Files.list(folder)) {
      return found.sorted().toList();
    }
  }

  private static void delete(java.nio.file.Path folder) {
    try (Stream<java.nio.file.Path> found = Files.walk(folder)) {
      for (java.nio.file.Path path : found.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(path);
      }
    } catch (IOException e) {
      // The report is published. Deletion of the temporary folder is tried again at the JVM's exit.
      folder.toFile().deleteOnExit();
    }
  }

  private static RuntimeException unwritable(String location, Exception e) {
    if (e instanceof IOException refused && S3.matcher(location).lookingAt()) {
      // The command line has one set of messages for errors of S3, such as missing credentials.
      return new UncheckedIOException("write to " + location, refused);
    }
    return UserError.cannot(
        "write to " + location, reason(e), "Give --out a folder that you may write to.", e);
  }

  private static String reason(Exception e) {
    String message = e.getMessage();
    return message == null || message.isBlank() ? e.getClass().getSimpleName() : message;
  }
}
