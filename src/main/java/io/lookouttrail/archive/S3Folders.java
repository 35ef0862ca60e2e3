package io.lookouttrail.archive;

import io.lookouttrail.storage.S3Location;
import io.lookouttrail.storage.S3Objects;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.Optional;

/** Folders of a bucket: what keys have in common up to a slash, whatever stands between slashes. */
record S3Folders(S3Objects objects) implements FolderStore {

  @Override
  public long list(Folder folder, Entries entries) throws IOException {
    String prefix = key(folder);
    Below below = new Below(prefix, entries);
    long requests = objects.list(prefix, false, below);
    if (below.isEmpty && !prefix.isEmpty()) {
      String key = prefix.substring(0, prefix.length() - 1);
      Optional<S3Objects.Found> found = objects.find(key);
      if (found.isEmpty()) {
        throw new FileNotFoundException("No such file or directory: " + folder.location());
      }
      entries.self(found.get().bytes(), found.get().modifiedMillis());
    }
    return requests;
  }

  @Override
  public long listFiles(Folder folder, FilesBelow files) throws IOException {
    String prefix = key(folder);
    return objects.list(
        prefix,
        true,
        new S3Objects.Receiver() {
          @Override
          public boolean object(String key, long bytes, long modifiedMillis) {
            return isMarker(key, bytes)
                || files.file(key.substring(prefix.length()), bytes, modifiedMillis);
          }

          @Override
          public void prefix(String common) {}
        });
  }

  private static String key(Folder folder) {
    return S3Location.of(folder.location()).orElseThrow().key();
  }

  /** Whether an object only marks a folder, as consoles create it. */
  private static boolean isMarker(String key, long bytes) {
    return bytes == 0 && key.endsWith("/");
  }

  /** Passes on the entries of one prefix by their names. */
  private static final class Below implements S3Objects.Receiver {
    private final String folder;
    private final Entries entries;
    private boolean isEmpty = true;

    Below(String folder, Entries entries) {
      this.folder = folder;
      this.entries = entries;
    }

    @Override
    public boolean object(String key, long bytes, long modifiedMillis) {
      isEmpty = false;
      if (!isMarker(key, bytes)) {
        entries.file(key.substring(folder.length()), bytes, modifiedMillis);
      }
      return true;
    }

    @Override
    public void prefix(String common) throws IOException {
      isEmpty = false;
      entries.folder(common.substring(folder.length(), common.length() - 1));
    }
  }
}
