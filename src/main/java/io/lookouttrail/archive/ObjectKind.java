package io.lookouttrail.archive;

import org.jspecify.annotations.Nullable;

/**
 * What a listing looks for. Digests lie in folders like those of the logs, under a name of their
 * own: for them the two names change places, and all that is known of the layout holds.
 */
enum ObjectKind {
  LOGS {
    @Override
    String asLogFolder(String folder) {
      return folder;
    }

    @Override
    LogFileName tells(String name) {
      return LogFileName.of(name);
    }

    @Override
    @Nullable ForeignObject stranger(KeyPosition place, String name) {
      return ForeignObject.ofFile(name);
    }
  },
  DIGESTS {
    @Override
    String asLogFolder(String folder) {
      if (folder.equals(KeyLayout.TRAIL)) {
        return ForeignObject.DIGEST.label();
      }
      return folder.equals(ForeignObject.DIGEST.label()) ? KeyLayout.TRAIL : folder;
    }

    @Override
    LogFileName tells(String name) {
      LogFileName digest = LogFileName.ofDigest(name);
      return digest == null ? LogFileName.of(name) : digest;
    }

    @Override
    @Nullable ForeignObject stranger(KeyPosition place, String name) {
      if (LogFileName.ofDigest(name) != null) {
        return null;
      }
      ForeignObject kind = ForeignObject.ofFile(name);
      boolean amongDigests = place.region() != null;
      // A digest that was renamed is found where digests lie, and told by what it says of itself.
      boolean renamed = amongDigests && (kind == null || kind == ForeignObject.DIGEST);
      if (renamed) {
        return null;
      }
      return kind == null ? ForeignObject.OTHER_FILE : kind;
    }
  };

  /** The name that a folder would have if what is wanted were logs. */
  abstract String asLogFolder(String folder);

  /** What the name of a wanted file tells. */
  abstract LogFileName tells(String name);

  /** What a file is that is not wanted; null for one that is. */
  abstract @Nullable ForeignObject stranger(KeyPosition place, String name);

  KeyPosition child(KeyPosition place, String folder) {
    return place.child(asLogFolder(folder));
  }

  /** The place of a folder by its path or key. */
  KeyPosition place(String folders) {
    KeyPosition place = KeyPosition.of("");
    for (String name : folders.split("/", -1)) {
      if (!name.isEmpty()) {
        place = child(place, name);
      }
    }
    return place;
  }
}
