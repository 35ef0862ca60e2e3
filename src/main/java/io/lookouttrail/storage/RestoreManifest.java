package io.lookouttrail.storage;

import io.lookouttrail.run.UserError;
import java.io.BufferedWriter;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Iterator;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileContext;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Options.Rename;
import org.apache.hadoop.fs.Path;

/**
 * Manifest for S3 Batch Operations of the objects to restore from an archive class: one line an
 * object, {@code bucket,key}, without a header, keys URL-encoded.
 *
 * <p>Source: Amazon S3 User Guide, "Creating an S3 Batch Operations job", section "Specifying a
 * manifest", format {@code S3BatchOperations_CSV_20180820} with the fields Bucket and Key.
 */
public final class RestoreManifest {
  private static final String SCHEME = "s3://";

  private final Configuration configuration;
  private final Path target;

  private RestoreManifest(Configuration configuration, Path target) {
    this.configuration = configuration;
    this.target = target;
  }

  /**
   * A manifest at a path. This checks the path and writes nothing; an older manifest stays.
   *
   * @param uri a local path or a Hadoop URI
   * @throws UserError if it is a folder
   * @throws UncheckedIOException if the path cannot be checked
   */
  public static RestoreManifest at(Configuration configuration, String uri) {
    Path target = CanonicalNames.path(uri);
    try {
      if (target.getFileSystem(configuration).getFileStatus(target).isDirectory()) {
        throw UserError.cannot(
            "write the restore list to " + uri, "it is a folder", "Give --restore-list a file.");
      }
    } catch (FileNotFoundException e) {
      // No file yet; missing folders are created when it is written.
      return new RestoreManifest(configuration, target);
    } catch (IOException e) {
      throw new UncheckedIOException("write the restore list to " + uri, e);
    }
    return new RestoreManifest(configuration, target);
  }

  /**
   * Writes the manifest; it replaces an older one in one step. It is empty if no object is to be
   * restored.
   *
   * @param sourceFiles canonical names; files outside S3 are skipped
   * @return the number of objects in the manifest
   * @throws UncheckedIOException if it cannot be written; then an older manifest stays
   */
  public long write(Iterator<String> sourceFiles) {
    try {
      java.nio.file.Path complete = Files.createTempFile("lookout-trail-restore-", ".csv");
      try {
        long objects = fill(complete, sourceFiles);
        publish(complete);
        return objects;
      } finally {
        Files.deleteIfExists(complete);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("write the restore list to " + target, e);
    }
  }

  private static long fill(java.nio.file.Path complete, Iterator<String> sourceFiles)
      throws IOException {
    long objects = 0;
    try (BufferedWriter out = Files.newBufferedWriter(complete, StandardCharsets.UTF_8)) {
      while (sourceFiles.hasNext()) {
        String sourceFile = sourceFiles.next();
        if (sourceFile.startsWith(SCHEME)) {
          out.write(line(sourceFile));
          out.write('\n');
          objects++;
        }
      }
    }
    return objects;
  }

  /** The line of an object; slashes are not encoded, as in AWS's examples. */
  static String line(String sourceFile) {
    int slash = sourceFile.indexOf('/', SCHEME.length());
    String key = URLEncoder.encode(sourceFile.substring(slash + 1), StandardCharsets.UTF_8);
    return sourceFile.substring(SCHEME.length(), slash)
        + ","
        // Not every reader decodes a plus sign as a space; %20 is safe.
        + key.replace("+", "%20").replace("%2F", "/");
  }

  /**
   * An object store shows an object only when it is complete; on a file system a rename does the
   * same.
   */
  private void publish(java.nio.file.Path complete) throws IOException {
    FileSystem files = target.getFileSystem(configuration);
    if (CanonicalNames.isS3(target)) {
      copy(complete, files, target);
      return;
    }
    Path written = target.suffix(".writing");
    try {
      copy(complete, files, written);
      FileContext.getFileContext(target.toUri(), configuration)
          .rename(written, target, Rename.OVERWRITE);
    } finally {
      files.delete(written, false);
    }
  }

  private static void copy(java.nio.file.Path complete, FileSystem files, Path to)
      throws IOException {
    try (OutputStream out = files.create(to, true)) {
      Files.copy(complete, out);
    }
  }
}
