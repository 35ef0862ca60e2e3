package io.lookouttrail.archive;

import io.lookouttrail.storage.CanonicalNames;
import io.lookouttrail.storage.S3Location;
import io.lookouttrail.storage.S3Objects;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * The archive that a user named.
 *
 * @param address the folder or file as it was addressed, qualified
 */
record ArchiveRoot(FolderStore store, String address) {

  /**
   * Opens the archive's store. A key that a Hadoop path cannot express is meant as it is if there
   * is such a prefix; else it has a slash too many, or dots as in a path.
   */
  static ArchiveRoot of(String archive, Configuration configuration) {
    Path path = CanonicalNames.path(archive);
    try {
      FileSystem fileSystem = path.getFileSystem(configuration);
      Optional<S3Objects> objects = S3Objects.of(fileSystem);
      Optional<S3Location> odd = S3Location.of(archive).filter(it -> !it.isHadoopPath());
      boolean asItIs =
          objects.isPresent() && odd.isPresent() && exists(objects.get(), odd.get().key());
      return new ArchiveRoot(
          FolderStore.of(fileSystem), asItIs ? archive : fileSystem.makeQualified(path).toString());
    } catch (IOException e) {
      throw ListingErrors.of(CanonicalNames.of(path), e);
    }
  }

  Folder folder(ObjectKind objectKind) throws IOException {
    return Folder.root(objectKind, address);
  }

  /** The canonical name. */
  String name() {
    return CanonicalNames.of(address);
  }

  private static boolean exists(S3Objects objects, String prefix) throws IOException {
    AtomicBoolean found = new AtomicBoolean();
    objects.list(
        prefix,
        false,
        new S3Objects.Receiver() {
          @Override
          public boolean object(String key, long bytes, long modifiedMillis) {
            found.set(true);
            return false;
          }

          @Override
          public void prefix(String common) {
            found.set(true);
          }
        });
    return found.get();
  }
}
