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
 * The list of objects to be restored from an archive class, as S3 Batch Operations takes it: a line
 * an object, {@code bucket,key}, without a header, keys URL-encoded.
 *
 * <p>Source: Amazon S3 User Guide, "Creating an S3 Batch Operations job", section "Specifying a
 * manifest", format {@code S3BatchOperations_CSV_20180820} with the fields Bucket and Key.
 */
public final class RestoreManifest {
  private static final String SCHEME = "s3://";

  private final Configuration configuration;
  private final Path place;

  private RestoreManifest(Configuration configuration, Path place) {
    this.configuration = configuration;
    this.place = place;
  }

  /**
   * Looks at the place where a list is to be; writes nothing yet, and an older list stays.
   *
   * @param uri a local path or a Hadoop URI
   * @throws UserError if it is a folder
   * @throws UncheckedIOException if its store refuses to be looked at
   */
  public static RestoreManifest at(Configuration configuration, String uri) {
    Path place = CanonicalNames.path(uri);
    try {
      if (place.getFileSystem(configuration).getFileStatus(place).isDirectory()) {
        throw UserError.cannot(
            "write the restore list to " + uri, "it is a folder", "Give --restore-list a file.");
      }
    } catch (FileNotFoundException e) {
      // Nothing is there yet; what is above it is made when it is needed.
      return new RestoreManifest(configuration, place);
    } catch (IOException e) {
      throw new UncheckedIOException("write the restore list to " + uri, e);
    }
    return new RestoreManifest(configuration, place);
  }

  /**
   * Writes the list, in place of an older one in one step; an empty one where there is nothing to
   * restore.
   *
   * @param sourceFiles canonical names; what is not in S3 is passed over
   * @return how many objects it names
   * @throws UncheckedIOException if it cannot be written; an older list stays then
   */
  public long write(Iterator<String> sourceFiles) {
    try {
      java.nio.file.Path whole = Files.createTempFile("lookout-trail-restore-", ".csv");
      try {
        long objects = fill(whole, sourceFiles);
        publish(whole);
        return objects;
      } finally {
        Files.deleteIfExists(whole);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("write the restore list to " + place, e);
    }
  }

  private static long fill(java.nio.file.Path whole, Iterator<String> sourceFiles)
      throws IOException {
    long objects = 0;
    try (BufferedWriter out = Files.newBufferedWriter(whole, StandardCharsets.UTF_8)) {
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

  /** The line of an object; slashes stay, as in AWS's own examples. */
  static String line(String sourceFile) {
    int slash = sourceFile.indexOf('/', SCHEME.length());
    String key = URLEncoder.encode(sourceFile.substring(slash + 1), StandardCharsets.UTF_8);
    return sourceFile.substring(SCHEME.length(), slash)
        + ","
        // A plus sign is a space to some readers only, %20 is one to all.
        + key.replace("+", "%20").replace("%2F", "/");
  }

  /** An object store shows an object when all of it is there; elsewhere a rename does that. */
  private void publish(java.nio.file.Path whole) throws IOException {
    FileSystem files = place.getFileSystem(configuration);
    if (CanonicalNames.isS3(place)) {
      copy(whole, files, place);
      return;
    }
    Path written = place.suffix(".writing");
    try {
      copy(whole, files, written);
      FileContext.getFileContext(place.toUri(), configuration)
          .rename(written, place, Rename.OVERWRITE);
    } finally {
      files.delete(written, false);
    }
  }

  private static void copy(java.nio.file.Path whole, FileSystem files, Path to) throws IOException {
    try (OutputStream out = files.create(to, true)) {
      Files.copy(whole, out);
    }
  }
}
