package io.lookouttrail.reports.publish;

import io.lookouttrail.reports.render.ReportFiles;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * A report's folder in an object store, which cannot rename a folder in one step. The files that
 * readers look for first, {@code index.html} and {@code SHA256SUMS}, are written last.
 */
final class ObjectFolder extends PublishedFolder {
  /** Exists in the folder while its files are being written. */
  static final String INCOMPLETE = "_INCOMPLETE";

  private static final List<String> LAST = List.of(ReportFiles.PAGE, ReportFiles.SUMS);

  ObjectFolder(FileSystem files, Path out, String name) {
    super(files, out, name);
  }

  @Override
  void cleanUp() throws IOException {
    files().delete(sibling(".writing"), true);
    if (files().exists(incomplete())) {
      files().delete(path(), true);
    }
  }

  @Override
  void replace(List<java.nio.file.Path> rendered) throws IOException {
    files().create(incomplete(), true).close();
    for (String name : LAST) {
      files().delete(new Path(path(), name), false);
    }
    for (java.nio.file.Path file : rendered) {
      if (!LAST.contains(file.getFileName().toString())) {
        copy(file, path());
      }
    }
    deleteOthers(rendered);
    for (String last : LAST) {
      for (java.nio.file.Path file : rendered) {
        if (file.getFileName().toString().equals(last)) {
          copy(file, path());
        }
      }
    }
    files().delete(incomplete(), false);
  }

  private void deleteOthers(List<java.nio.file.Path> rendered) throws IOException {
    Set<String> kept =
        rendered.stream().map(file -> file.getFileName().toString()).collect(Collectors.toSet());
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
