package io.lookouttrail.reports.publish;

import java.io.IOException;
import java.util.List;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/** A report's folder where a rename is one step: written beside its place, then moved there. */
final class RenamedFolder extends PublishedFolder {
  RenamedFolder(FileSystem files, Path out, String name) {
    super(files, out, name);
  }

  /** A run killed between the two renames has moved the old report away: it comes back. */
  @Override
  void sweep() throws IOException {
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
  void put(List<java.nio.file.Path> drawn) throws IOException {
    files().mkdirs(writing());
    for (java.nio.file.Path file : drawn) {
      copy(file, writing());
    }
    if (files().exists(path())) {
      rename(path(), replaced());
    }
    rename(writing(), path());
    files().delete(replaced(), true);
  }

  private Path writing() {
    return beside(".writing");
  }

  private Path replaced() {
    return beside(".replaced");
  }

  private void rename(Path from, Path to) throws IOException {
    if (!files().rename(from, to)) {
      throw new IOException("the file system would not rename " + from + " to " + to);
    }
  }
}
