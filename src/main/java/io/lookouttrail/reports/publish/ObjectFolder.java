package io.lookouttrail.reports.publish;

import io.lookouttrail.reports.render.ReportFiles;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/** A report's folder in an object store: what makes it a report is put there last. */
final class ObjectFolder extends PublishedFolder {
  /** Stands in a folder while its files are put there. */
  static final String INCOMPLETE = "_INCOMPLETE";

  private static final List<String> LAST = List.of(ReportFiles.PAGE, ReportFiles.SUMS);

  ObjectFolder(FileSystem files, Path out, String name) {
    super(files, out, name);
  }

  @Override
  void sweep() throws IOException {
    files().delete(beside(".writing"), true);
    if (files().exists(incomplete())) {
      files().delete(path(), true);
    }
  }

  @Override
  void put(List<java.nio.file.Path> drawn) throws IOException {
    files().create(incomplete(), true).close();
    for (String name : LAST) {
      files().delete(new Path(path(), name), false);
    }
    for (java.nio.file.Path file : drawn) {
      if (!LAST.contains(file.getFileName().toString())) {
        copy(file, path());
      }
    }
    deleteOthers(drawn);
    for (String last : LAST) {
      for (java.nio.file.Path file : drawn) {
        if (file.getFileName().toString().equals(last)) {
          copy(file, path());
        }
      }
    }
    files().delete(incomplete(), false);
  }

  private void deleteOthers(List<java.nio.file.Path> drawn) throws IOException {
    Set<String> kept =
        drawn.stream().map(file -> file.getFileName().toString()).collect(Collectors.toSet());
    for (String name : names()) {
      if (!kept.contains(name) && !name.equals(INCOMPLETE)) {
        files().delete(new Path(path(), name), true);
      }
    }
  }

  private Path incomplete() {
    return new Path(path(), INCOMPLETE);
  }
}
