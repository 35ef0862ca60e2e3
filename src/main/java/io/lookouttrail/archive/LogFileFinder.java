package io.lookouttrail.archive;

import io.lookouttrail.run.UserError;
import io.lookouttrail.storage.CanonicalNames;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * Finds a log file again by its canonical name, in the archive that it was read from or in a copy:
 * a downloaded bucket, one folder of it, or the file alone.
 */
public final class LogFileFinder {
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
    Path path = CanonicalNames.path(archive);
    try {
      FileSystem fileSystem = path.getFileSystem(configuration);
      Path root = fileSystem.makeQualified(path);
      for (Path candidate : candidates(root, sourceFile)) {
        Optional<FileStatus> status = fileAt(fileSystem, candidate);
        if (status.isPresent()) {
          return Optional.of(logFile(sourceFile, status.get()));
        }
      }
      // If the archive itself does not exist, the file is not what is missing.
      fileSystem.getFileStatus(root);
      return Optional.empty();
    } catch (IOException e) {
      throw ListingErrors.of(path, e);
    }
  }

  private static List<Path> candidates(Path root, String sourceFile) {
    List<Path> candidates = new ArrayList<>();
    String own = CanonicalNames.of(root);
    String folder = own.endsWith("/") ? own : own + "/";
    if (sourceFile.startsWith(folder)) {
      candidates.add(below(root, sourceFile.substring(folder.length())));
    }
    String[] parts = sourceFile.replaceFirst("^[A-Za-z0-9+.-]+:/+", "").split("/+");
    if (root.getName().equals(parts[parts.length - 1])) {
      candidates.add(root);
    }
    for (int first = 0; first < parts.length; first++) {
      List<String> rest = List.of(parts).subList(first, parts.length);
      candidates.add(below(root, String.join("/", rest)));
    }
    return candidates;
  }

  // Built from parts, because a colon in a key is not a scheme.
  private static Path below(Path root, String key) {
    String folder = root.toUri().getPath();
    return new Path(
        root.toUri().getScheme(),
        root.toUri().getAuthority(),
        (folder.endsWith("/") ? folder : folder + "/") + key);
  }

  private static Optional<FileStatus> fileAt(FileSystem fileSystem, Path path) throws IOException {
    try {
      return Optional.of(fileSystem.getFileStatus(path)).filter(FileStatus::isFile);
    } catch (FileNotFoundException e) {
      return Optional.empty();
    }
  }

  private static LogFile logFile(String sourceFile, FileStatus status) {
    Instant modified = Instant.ofEpochMilli(status.getModificationTime());
    return new LogFile(
        sourceFile, status.getPath().toString(), status.getLen(), modified, null, null, modified);
  }
}
