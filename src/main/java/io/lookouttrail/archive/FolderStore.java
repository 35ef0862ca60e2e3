package io.lookouttrail.archive;

import io.lookouttrail.storage.CanonicalNames;
import io.lookouttrail.storage.JvmLocalFileSystem;
import io.lookouttrail.storage.S3Objects;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.Optional;
import org.apache.hadoop.fs.FileSystem;

/** The folders of a store, as a listing walks over them. */
interface FolderStore {

  /** Receiver of the entries of one folder. */
  interface Entries {
    /** Receives a folder by its name, which may be empty in S3. */
    void folder(String name) throws IOException;

    /** Receives a file by its name; an empty name is S3's object that only marks a folder. */
    void file(String name, long bytes, long modifiedMillis);

    /** Receives the file that stands where a folder was to be listed. */
    void self(long bytes, long modifiedMillis);

    /** Counts an entry whose name the store's own file system cannot express. */
    void unaddressable();
  }

  /** Receiver of all files below a folder. */
  interface FilesBelow {
    /**
     * Receives a file.
     *
     * @param below its path below the folder
     * @return false to end the listing
     */
    boolean file(String below, long bytes, long modifiedMillis);
  }

  /**
   * Lists one folder.
   *
   * @return the number of requests
   * @throws FileNotFoundException if it does not exist
   */
  long list(Folder folder, Entries entries) throws IOException;

  /**
   * Lists all files below a folder.
   *
   * @return the number of requests
   * @throws FileNotFoundException if it does not exist
   */
  long listFiles(Folder folder, FilesBelow files) throws IOException;

  /** The store behind a file system. */
  static FolderStore of(FileSystem fileSystem) throws IOException {
    Optional<S3Objects> objects = S3Objects.of(fileSystem);
    if (objects.isPresent()) {
      return new S3Folders(objects.get());
    }
    boolean disk =
        "file".equals(fileSystem.getUri().getScheme())
            && JvmLocalFileSystem.isPlain(fileSystem.getConf());
    FolderStore byHadoop = new HadoopFolders(fileSystem);
    return disk ? new DiskFolders(byHadoop) : byHadoop;
  }

  /** Whether the store answers with pages of keys, so that many folders may come in one answer. */
  static boolean isPaged(Folder folder) {
    return CanonicalNames.isS3(folder.path());
  }
}
