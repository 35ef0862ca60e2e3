package io.lookouttrail.archive;

import org.jspecify.annotations.Nullable;

/**
 * Kind of object that a listing looks for. The folders of digests have the same layout as those of
 * logs, under another name. For digests the two names are swapped, so that one set of rules serves
 * both.
 */
enum ObjectKind {
  LOGS {
    @Override
    String asLogFolder(String folder) {
      return folder;
    }

    @Override
    LogFileName factsInName(String name) {
      return LogFileName.of(name);
    }

    @Override
    @Nullable ForeignObject foreign(KeyPosition position, String name) {
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
    LogFileName factsInName(String name) {
      LogFileName digest = LogFileName.ofDigest(name);
      return digest == null ? LogFileName.of(name) : digest;
    }

    @Override
    @Nullable ForeignObject foreign(KeyPosition position, String name) {
      if (LogFileName.ofDigest(name) != null) {
        return null;
      }
      ForeignObject kind = ForeignObject.ofFile(name);
      boolean amongDigests = position.region() != null;
      // A renamed digest is recognized by its folder; its content says which digest it is.
      boolean renamed = amongDigests && (kind == null || kind == ForeignObject.DIGEST);
      if (renamed) {
        return null;
      }
      return kind == null ? ForeignObject.OTHER_FILE : kind;
    }
  };

  /** The name that the folder would have in the layout of logs. */
  abstract String asLogFolder(String folder);

  /** The account, Region and time in the name of a file of this kind. */
  abstract LogFileName factsInName(String name);

  /** The kind of a file that is not of this kind; null for one that is. */
  abstract @Nullable ForeignObject foreign(KeyPosition position, String name);

  KeyPosition child(KeyPosition position, String folder) {
    return position.child(asLogFolder(folder));
  }

  /** The position of a folder, from its path or key. */
  KeyPosition position(String folders) {
    KeyPosition position = KeyPosition.of("");
    for (String name : folders.split("/", -1)) {
      if (!name.isEmpty()) {
        position = child(position, name);
      }
    }
    return position;
  }
}
