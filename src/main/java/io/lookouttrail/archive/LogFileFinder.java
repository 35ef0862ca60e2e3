package io.lookouttrail.archive;

import io.lookouttrail.run.UserError;
import io.lookouttrail.storage.CanonicalNames;
import io.lookouttrail.storage.OddKeyObject;
import io.lookouttrail.storage.S3Location;
import io.lookouttrail.storage.S3Objects;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;

/**
 * Finds a log file again by its canonical name, in the archive that it was read from or in a copy:
 * a downloaded bucket, one folder of it, or the file alone.
 */
public final class LogFileFinder {
  private static final Pattern DOTS = Pattern.compile("/\\.\\.?(?:/|$)");

  private final Configuration configuration;

  public LogFileFinder(Configuration configuration) {
    this.configuration = configuration;
  }

  /**
   * Looks for the file at its own path, then by ever shorter ends of its key: bucket and key, the
   * key, the key below the archive's own folder, the file name.
   *
   * @param archive a local path or a Hadoop URI
   * @param sourceFile the file's canonical name, as tables store it
   * @return the file as it is now; empty if the archive has no file of that key
   * @throws UserError if the archive does not exist or cannot be read
   */
  public Optional<LogFile> find(String archive, String sourceFile) {
    ArchiveRoot root = ArchiveRoot.of(archive, configuration);
    try {
      for (String candidate : candidates(root.address(), sourceFile)) {
        Optional<S3Objects.Found> found = fileAt(candidate);
        if (found.isPresent()) {
          return Optional.of(logFile(sourceFile, candidate, found.get()));
        }
      }
      // If the archive itself does not exist, the file is not what is missing.
      Path path = new Path(root.address());
      path.getFileSystem(configuration).getFileStatus(path);
      return Optional.empty();
    } catch (IOException e) {
      throw ListingErrors.of(root.name(), e);
    }
  }

  private static List<String> candidates(String root, String sourceFile) {
    List<String> candidates = new ArrayList<>();
    String folder = slashed(root);
    String own = slashed(CanonicalNames.of(folder));
    if (sourceFile.startsWith(own)) {
      candidates.add(folder + sourceFile.substring(own.length()));
    }
    List<String> parts = List.of(sourceFile.replaceFirst("^[A-Za-z0-9+.-]+:/+", "").split("/", -1));
    if (root.endsWith("/" + parts.get(parts.size() - 1))) {
      candidates.add(root);
    }
    for (int first = 0; first < parts.size(); first++) {
      candidates.add(folder + String.join("/", parts.subList(first, parts.size())));
    }
    // Outside S3, dots would lead out of the archive.
    candidates.removeIf(it -> S3Location.of(it).isEmpty() && DOTS.matcher(it).find());
    return candidates;
  }

  private static String slashed(String folder) {
    return folder.endsWith("/") ? folder : folder + "/";
  }

  private Optional<S3Objects.Found> fileAt(String location) throws IOException {
    try {
      Optional<OddKeyObject> odd = OddKeyObject.of(configuration, location);
      if (odd.isPresent()) {
        return odd.get().find();
      }
      Path path = new Path(location);
      return Optional.of(path.getFileSystem(configuration).getFileStatus(path))
          .filter(FileStatus::isFile)
          .map(status -> new S3Objects.Found(status.getLen(), status.getModificationTime()));
    } catch (FileNotFoundException e) {
      return Optional.empty();
    }
  }

  private static LogFile logFile(String sourceFile, String location, S3Objects.Found found) {
    Instant modified = Instant.ofEpochMilli(found.modifiedMillis());
    return new LogFile(sourceFile, location, found.bytes(), modified, null, null, modified, false);
  }
}
