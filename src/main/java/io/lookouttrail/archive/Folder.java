package io.lookouttrail.archive;

import io.lookouttrail.storage.CanonicalNames;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Optional;
import org.apache.hadoop.fs.Path;
import org.jspecify.annotations.Nullable;

/**
 * A folder to list.
 *
 * @param path the Hadoop path
 * @param position position in the layout
 * @param real on a local disk the folder with all links followed, elsewhere null
 * @param linked whether a link leads to it
 */
record Folder(Path path, KeyPosition position, java.nio.file.@Nullable Path real, boolean linked) {

  /** The folder where a listing begins. */
  static Folder root(ObjectKind objectKind, Path path) throws IOException {
    KeyPosition position = objectKind.position(path.toUri().getPath());
    if (position.foreign() == ForeignObject.OTHER_SERVICE) {
      // The user named a folder inside it, so it is not foreign.
      position = KeyPosition.of("");
    }
    java.nio.file.Path local = localPath(path);
    return new Folder(
        path, position, local != null && Files.exists(local) ? local.toRealPath() : null, false);
  }

  /** The folder below, or empty if it is a link back to one of those above it. */
  Optional<Folder> child(Path childPath, KeyPosition childPosition) throws IOException {
    java.nio.file.Path above = real;
    java.nio.file.Path local = localPath(childPath);
    if (above == null || local == null) {
      return Optional.of(unlinked(childPath, childPosition));
    }
    if (!Files.isSymbolicLink(local)) {
      return Optional.of(
          new Folder(childPath, childPosition, above.resolve(childPath.getName()), linked));
    }
    java.nio.file.Path target = local.toRealPath();
    return above.startsWith(target)
        ? Optional.empty()
        : Optional.of(new Folder(childPath, childPosition, target, true));
  }

  /** A folder whose links do not matter, because the listing goes no deeper. */
  static Folder unlinked(Path path, KeyPosition position) {
    return new Folder(path, position, null, false);
  }

  /** Its path on a local disk, or null if it is elsewhere. */
  java.nio.file.@Nullable Path onDisk() {
    return localPath(path);
  }

  private static java.nio.file.@Nullable Path localPath(Path path) {
    return CanonicalNames.isLocal(path) ? java.nio.file.Path.of(path.toUri().getPath()) : null;
  }
}
