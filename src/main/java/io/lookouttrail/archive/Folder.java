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
 * @param place where in the layout it stands
 * @param real on a local disk the folder with all links followed, elsewhere null
 * @param linked whether a link leads to it
 */
record Folder(Path path, KeyPosition place, java.nio.file.@Nullable Path real, boolean linked) {

  /** The folder at which a listing begins. */
  static Folder root(ObjectKind wanted, Path path) throws IOException {
    KeyPosition place = wanted.place(path.toUri().getPath());
    if (place.neighbour() == ForeignObject.OTHER_SERVICE) {
      // The user points into it, so it is no stranger's.
      place = KeyPosition.of("");
    }
    java.nio.file.Path local = localPath(path);
    return new Folder(
        path, place, local != null && Files.exists(local) ? local.toRealPath() : null, false);
  }

  /** The folder below, or empty if it is a link back to one of those above it. */
  Optional<Folder> child(Path childPath, KeyPosition childPlace) throws IOException {
    java.nio.file.Path above = real;
    java.nio.file.Path local = localPath(childPath);
    if (above == null || local == null) {
      return Optional.of(unlinked(childPath, childPlace));
    }
    if (!Files.isSymbolicLink(local)) {
      return Optional.of(
          new Folder(childPath, childPlace, above.resolve(childPath.getName()), linked));
    }
    java.nio.file.Path target = local.toRealPath();
    return above.startsWith(target)
        ? Optional.empty()
        : Optional.of(new Folder(childPath, childPlace, target, true));
  }

  /** A folder whose links are of no matter, because the walk goes no deeper there. */
  static Folder unlinked(Path path, KeyPosition place) {
    return new Folder(path, place, null, false);
  }

  /** Where it is on a local disk, or null if it is elsewhere. */
  java.nio.file.@Nullable Path onDisk() {
    return localPath(path);
  }

  private static java.nio.file.@Nullable Path localPath(Path path) {
    return CanonicalNames.isLocal(path) ? java.nio.file.Path.of(path.toUri().getPath()) : null;
  }
}
