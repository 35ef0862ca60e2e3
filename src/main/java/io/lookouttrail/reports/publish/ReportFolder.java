package io.lookouttrail.reports.publish;

import io.lookouttrail.reports.model.Report;
import io.lookouttrail.reports.render.ReportFiles;
import io.lookouttrail.reports.render.common.GenerationInfo;
import io.lookouttrail.reports.render.json.RunResult;
import io.lookouttrail.run.UserError;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.ChecksumFileSystem;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * The place that reports are published to, {@code --out}: a folder a month or period below it.
 *
 * <p>A report is drawn whole on this machine's disk first, so that a failure in a query or a
 * renderer leaves the place untouched. Where folders are renamed in one step (local disks, HDFS) it
 * then appears whole or not at all. An object store has no such step: there {@code index.html} and
 * {@code SHA256SUMS} are taken away first and put back last, and {@value ObjectFolder#INCOMPLETE}
 * stands in the folder meanwhile, so that what is there without them is no report yet. What a
 * killed run left behind is put right by the next one.
 */
public final class ReportFolder {
  /** Says how the newest run ended; stands beside the reports. */
  public static final String RESULT = "_RESULT.json";

  private static final Pattern S3 = Pattern.compile("s3[an]?://");
  private static final Set<String> RENAMES_FOLDERS = Set.of("file", "hdfs", "viewfs");

  private final FileSystem files;
  private final Path out;
  private final boolean renames;

  ReportFolder(FileSystem files, Path out, boolean renames) {
    this.files = files;
    this.out = out;
    this.renames = renames;
  }

  /**
   * Opens the place; it need not exist yet.
   *
   * @param out a path or URI of any file system that Hadoop knows
   * @throws UserError where the file system cannot be reached
   * @throws UncheckedIOException where S3 refuses, as do all methods here
   */
  public static ReportFolder at(String out, Configuration hadoop) {
    try {
      Path path = new Path(out);
      FileSystem files = path.getFileSystem(hadoop);
      if (files instanceof ChecksumFileSystem checked) {
        files = checked.getRawFileSystem();
      }
      Path place = files.makeQualified(path);
      return new ReportFolder(files, place, RENAMES_FOLDERS.contains(place.toUri().getScheme()));
    } catch (IOException | IllegalArgumentException e) {
      throw unwritable(out, e);
    }
  }

  /**
   * Refuses now what {@link #publish} would refuse after all the queries, sweeps what a killed run
   * left, and takes away the last run's {@link #RESULT}.
   *
   * @param name the report's folder, {@code Scope.name()}
   * @throws UserError where the folder is used or cannot be written
   */
  public void prepare(String name, boolean overwrite) {
    try {
      files.mkdirs(out);
      files.delete(new Path(out, RESULT), false);
      PublishedFolder folder = folder(name);
      folder.sweep();
      refuseUsed(folder, overwrite);
      folder.probe();
    } catch (IOException e) {
      throw unwritable(out.toString(), e);
    }
  }

  /**
   * Draws the report and publishes it.
   *
   * @return where it lies
   * @throws UserError where the folder is used or cannot be written; nothing is changed then
   */
  public URI publish(Report report, GenerationInfo generated, boolean overwrite) {
    PublishedFolder folder = folder(report.scope().name());
    java.nio.file.Path drawn = draw(report, generated);
    try {
      files.mkdirs(out);
      folder.sweep();
      refuseUsed(folder, overwrite);
      folder.put(filesIn(drawn));
    } catch (IOException e) {
      throw unwritable(folder.path().toString(), e);
    } finally {
      delete(drawn);
    }
    return folder.path().toUri();
  }

  /**
   * Says beside the reports how the run ended.
   *
   * @throws UserError where it cannot be written
   */
  public void write(RunResult result) {
    Path written = new Path(out, RESULT + ".writing");
    Path place = new Path(out, RESULT);
    try {
      files.mkdirs(out);
      try (OutputStream to = files.create(written, true)) {
        to.write(result.json());
      }
      files.delete(place, false);
      if (!files.rename(written, place)) {
        throw new IOException("the file system would not rename " + written);
      }
    } catch (IOException e) {
      throw unwritable(place.toString(), e);
    }
  }

  private PublishedFolder folder(String name) {
    return renames ? new RenamedFolder(files, out, name) : new ObjectFolder(files, out, name);
  }

  private static void refuseUsed(PublishedFolder folder, boolean overwrite) throws IOException {
    List<String> names = folder.names();
    if (names.isEmpty()) {
      return;
    }
    if (!overwrite) {
      throw UserError.cannot(
          "write the report to " + folder.path(),
          "the folder is used already",
          "Give --overwrite to replace it, or another --out.");
    }
    if (!names.contains(ReportFiles.GENERATED)) {
      throw UserError.cannot(
          "replace " + folder.path(),
          "it holds files that are no report, such as " + names.get(0),
          "Give another --out, or empty the folder.");
    }
  }

  /** The report's files in a new folder on this machine's disk. */
  private static java.nio.file.Path draw(Report report, GenerationInfo generated) {
    java.nio.file.Path folder = null;
    try {
      folder = Files.createTempDirectory("lookout-trail-report-");
      ReportFiles.write(report, generated, folder);
      java.nio.file.Path drawn = folder;
      folder = null;
      return drawn;
    } catch (IOException e) {
      throw UserError.cannot(
          "draw the report in " + System.getProperty("java.io.tmpdir"),
          reason(e),
          "Free some space there, or name another folder with -Djava.io.tmpdir.",
          e);
    } finally {
      if (folder != null) {
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
      // The report stands; what is left in the temporary folder is the system's to clear.
      folder.toFile().deleteOnExit();
    }
  }

  private static RuntimeException unwritable(String place, Exception e) {
    if (e instanceof IOException refused && S3.matcher(place).lookingAt()) {
      // What S3 refuses (a bucket, credentials) is told in one place, by the command line.
      return new UncheckedIOException("write to " + place, refused);
    }
    return UserError.cannot(
        "write to " + place, reason(e), "Give --out a folder that you may write to.", e);
  }

  private static String reason(Exception e) {
    String message = e.getMessage();
    return message == null || message.isBlank() ? e.getClass().getSimpleName() : message;
  }
}
