package io.lookouttrail.archive;

import java.io.IOException;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.RemoteIterator;

/** Folders of any store that Hadoop knows. */
record HadoopFolders(FileSystem fileSystem) implements FolderStore {
  /** Maximum keys in one response of S3. */
  private static final int PAGE = 1_000;

  @Override
  public long list(Folder folder, Entries entries) throws IOException {
    String path = folder.path().toUri().getPath();
    String prefix = path.endsWith("/") ? path : path + "/";
    long count = 0;
    RemoteIterator<FileStatus> listed = fileSystem.listStatusIterator(folder.path());
    while (listed.hasNext()) {
      FileStatus status = listed.next();
      count++;
      String listedPath = status.getPath().toUri().getPath();
      String name = listedPath.substring(listedPath.lastIndexOf('/') + 1);
      if (!status.isDirectory() && listedPath.equals(path)) {
        entries.self(status.getLen(), status.getModificationTime());
      } else if (name.isEmpty() || !listedPath.equals(prefix + name)) {
        // Hadoop has resolved dots in the key: following it would lead out of the folder.
        entries.unaddressable();
      } else if (status.isDirectory()) {
        entries.folder(name);
      } else {
        entries.file(name, status.getLen(), status.getModificationTime());
      }
    }
    return requests(folder, count);
  }

  @Override
  public long listFiles(Folder folder, FilesBelow files) throws IOException {
    String path = folder.path().toUri().getPath();
    int start = path.endsWith("/") ? path.length() : path.length() + 1;
    long count = 0;
    boolean more = true;
    RemoteIterator<? extends FileStatus> listed = fileSystem.listFiles(folder.path(), true);
    while (more && listed.hasNext()) {
      FileStatus status = listed.next();
      count++;
      String below = status.getPath().toUri().getPath();
      more =
          files.file(
              below.substring(Math.min(start, below.length())),
              status.getLen(),
              status.getModificationTime());
    }
    return requests(folder, more ? count : count - 1);
  }

  private static long requests(Folder folder, long entries) {
    return FolderStore.isPaged(folder) ? Math.max(1, (entries + PAGE - 1) / PAGE) : 1;
  }
}
