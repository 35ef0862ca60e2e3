package io.lookouttrail.reports.publish;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.List;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/** A report's folder as readers see it, and how a report gets there in one piece. */
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

  /** A path beside the report that listings of reports pass over. */
  Path beside(String ending) {
    return new Path(out, "_" + name + ending);
  }

  /** Puts right what a killed run left. */
  abstract void sweep() throws IOException;

  /** Replaces whatever is there by these files of the local disk. */
  abstract void put(List<java.nio.file.Path> drawn) throws IOException;

  /** The names of what the folder holds, sorted; none where it is not there. */
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

  /** Fails where nothing can be written here. */
  void probe() throws IOException {
    Path probe = beside(".writing");
    if (!files.mkdirs(probe)) {
      throw new IOException("the file system would not make " + probe);
    }
    files.delete(probe, true);
  }

  void copy(java.nio.file.Path file, Path folder) throws IOException {
    try (OutputStream to = files.create(new Path(folder, file.getFileName().toString()), true)) {
      Files.copy(file, to);
    }
  }
}
