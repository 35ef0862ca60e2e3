package io.lookouttrail.tables;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * What a run leaves that ended, or was stopped, before the first commit of a table: a log without a
 * commit.
 *
 * <p>Delta takes a table whose folder is not empty for an existing one, so it would neither create
 * the table nor find it.
 */
final class InterruptedCreation {
  private InterruptedCreation() {}

  /**
   * Deletes a log's folder that has no commit: Delta's own folders in it, and commits that were not
   * renamed to their names yet.
   *
   * <p>Nothing is deleted with what is in it: a commit that another run makes meanwhile stays, and
   * then this fails.
   *
   * @param log the folder {@code _delta_log} of a table without a version
   * @throws UncheckedIOException if something else is in the folder
   */
  static void clear(FileSystem fileSystem, Path log) {
    try {
      if (!fileSystem.exists(log)) {
        return;
      }
      for (FileStatus child : fileSystem.listStatus(log)) {
        if (child.isDirectory() || child.getPath().getName().startsWith(".")) {
          fileSystem.delete(child.getPath(), false);
        }
      }
      fileSystem.delete(log, false);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
