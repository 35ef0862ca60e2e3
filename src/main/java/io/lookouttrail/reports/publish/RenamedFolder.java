package io.lookouttrail.reports.publish;

import java.io.IOException;
import java.util.List;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * A report's folder on a file system that renames folders in one step. The report is written to a
 * folder next to it, which then takes its name.
 */
final class RenamedFolder extends PublishedFolder {
  RenamedFolder(FileSystem files, Path out, String name) {
    super(files, out, name);
  }

  /** Restores the old report where a run was killed between the two renames. */
  @Override
  void cleanUp() throws IOException {
    files().delete(writing(), true);
    if (files().exists(replaced())) {
      if (files().exists(path())) {
        files().delete(replaced(), true);
      } else {
        rename(replaced(), path());
      }
    }
  }

  @Override
  void replace(List<java.nio.file.Path> rendered) throws IOException {
    files().mkdirs(writing());
    for (java.nio.file.Path file : rendered) {
      copy(file, writing());
    }
    if (files().exists(path())) {
      rename(path(), replaced());
    }
    rename(writing(), path());
    files().delete(replaced(), true);
  }

  private Path writing() {
    return sibling(".writing");
  }

  private Path replaced() {
    return sibling(".replaced");
  }

  private void rename(Path from, Path to) throws IOException {
    if (!files().rename(from, to)) {
      throw new IOException("the file system did not rename " + from + " to " + to);
    }
  }
}
