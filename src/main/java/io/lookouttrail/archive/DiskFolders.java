package io.lookouttrail.archive;

import io.lookouttrail.storage.LocalFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Folders of the local disk, listed by the JVM. */
record DiskFolders(FolderStore byHadoop) implements FolderStore {

  @Override
  public long list(Folder folder, Entries entries) throws IOException {
    Path path = folder.onDisk();
    if (path == null || !Files.isDirectory(path)) {
      return byHadoop.list(folder, entries);
    }
    new LocalFolder(path)
        .list(
            new LocalFolder.EntryReceiver() {
              @Override
              public void folder(String name) throws IOException {
                entries.folder(name);
              }

              @Override
              public void file(String name, long bytes, long modifiedMillis) {
                entries.file(name, bytes, modifiedMillis);
              }
            });
    return 1;
  }

  @Override
  public long listFiles(Folder folder, FilesBelow files) throws IOException {
    return byHadoop.listFiles(folder, files);
  }
}
