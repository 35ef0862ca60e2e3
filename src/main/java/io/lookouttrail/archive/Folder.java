package io.lookouttrail.archive;

import io.lookouttrail.storage.CanonicalNames;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.hadoop.fs.Path;
import org.jspecify.annotations.Nullable;

/**
 * A folder to list.
 *
 * @param location its address with a slash at the end; in S3 the prefix as it is, which a Hadoop
 *     path may be unable to express
 * @param position position in the layout
 * @param real on a local disk the folder with all links followed, elsewhere null
 * @param link whether it is a link itself
 */
record Folder(
    String location, KeyPosition position, java.nio.file.@Nullable Path real, boolean link) {
  private static final String DISK = "file:";
  private static final Pattern SCHEME_AND_HOST = Pattern.compile("^[^/]+:(?://[^/]*)?");

  /**
   * The folder where a listing begins.
   *
   * @param address its address, with or without a slash at the end
   */
  static Folder root(ObjectKind objectKind, String address) throws IOException {
    KeyPosition position = objectKind.position(pathOf(address));
    if (position.foreign() == ForeignObject.OTHER_SERVICE) {
      // The user named a folder inside it, so it is not foreign.
      position = KeyPosition.of("");
    }
    Folder root = unlinked(address.endsWith("/") ? address : address + "/", position);
    java.nio.file.Path local = root.onDisk();
    return local == null || !Files.exists(local)
        ? root
        : new Folder(root.location(), position, local.toRealPath(), false);
  }

  /** The folder below, or empty if it is a link back to one of those above it. */
  Optional<Folder> child(String name, KeyPosition childPosition) throws IOException {
    Folder child = unlinked(location + name + "/", childPosition);
    java.nio.file.Path above = real;
    java.nio.file.Path local = above == null ? null : child.onDisk();
    if (above == null || local == null) {
      return Optional.of(child);
    }
    if (!Files.isSymbolicLink(local)) {
      return Optional.of(new Folder(child.location(), childPosition, above.resolve(name), false));
    }
    java.nio.file.Path target = local.toRealPath();
    return above.startsWith(target)
        ? Optional.empty()
        : Optional.of(new Folder(child.location(), childPosition, target, true));
  }

  /** A folder whose links do not matter, because the listing goes no deeper. */
  static Folder unlinked(String location, KeyPosition position) {
    return new Folder(location, position, null, false);
  }

  /** The Hadoop path, for stores that are listed by it. */
  Path path() {
    return new Path(location);
  }

  /** The folders in its address, without scheme and bucket, and without a slash at the end. */
  String folders() {
    return pathOf(location.substring(0, location.length() - 1));
  }

  /** Its name in messages, without a slash at the end. */
  String describe() {
    String name = CanonicalNames.of(location);
    return name.endsWith("/") && !name.matches("[^/]+://[^/]*/")
        ? name.substring(0, name.length() - 1)
        : name;
  }

  /** Its path on a local disk, or null if it is elsewhere. */
  java.nio.file.@Nullable Path onDisk() {
    return location.startsWith(DISK) ? java.nio.file.Path.of(pathOf(location)) : null;
  }

  private static String pathOf(String address) {
    return SCHEME_AND_HOST.matcher(address).replaceFirst("");
  }
}
