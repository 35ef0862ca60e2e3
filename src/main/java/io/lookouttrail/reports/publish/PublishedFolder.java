package io.lookouttrail.reports.publish;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.List;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/** The folder of one report, and how its files get there. */
abstract class PublishedFolder {
  private final FileSystem files;
  private final Path out;
  private final String name;

  PublishedFolder(FileSystem files, Path out, String name) {
    this.files = files;
    this.out = out;
    this.name = name;
  }

  FileSystem files() {
    return files;
  }

  Path path() {
    return new Path(out, name);
  }

  /** Returns a path next to the folder, with a name that no reader takes for a report. */
  Path sibling(String suffix) {
    return new Path(out, "_" + name + suffix);
  }

  /** Removes or restores what a killed run left. */
  abstract void cleanUp() throws IOException;

  /** Replaces the content of the folder with these local files. */
  abstract void replace(List<java.nio.file.Path> rendered) throws IOException;

  /** Returns the sorted names of the files in the folder; none where it does not exist. */
  List<String> names() throws IOException {
    if (!files.exists(path())) {
      return List.of();
    }
    return Arrays.stream(files.listStatus(path()))
        .map(FileStatus::getPath)
        .map(Path::getName)
        .sorted()
        .toList();
  }

  /** Fails where the folder cannot be written. */
  void checkWritable() throws IOException {
    Path probe = sibling(".writing");
    if (!files.mkdirs(probe)) {
      throw new IOException("the file system did not create " + probe);
    }
    files.delete(probe, true);
  }

  void copy(java.nio.file.Path file, Path folder) throws IOException {
    try (OutputStream to = files.create(new Path(folder, file.getFileName().toString()), true)) {
      Files.copy(file, to);
    }
  }
}
