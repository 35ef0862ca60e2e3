package io.lookouttrail.archive;

import io.lookouttrail.integrity.digest.DigestName;
import org.jspecify.annotations.Nullable;

/**
 * What a listing looks for. Digests lie in folders like those of the logs, under a name of their
 * own: for them the two names change places, and all that is known of the layout holds.
 */
enum Wanted {
  LOGS {
    @Override
    String asLogFolder(String folder) {
      return folder;
    }

    @Override
    LogName tells(String name) {
      return LogName.of(name);
    }

    @Override
    @Nullable Neighbour stranger(Place place, String name) {
      return Neighbour.ofFile(name);
    }
  },
  DIGESTS {
    @Override
    String asLogFolder(String folder) {
      if (folder.equals(KeyLayout.TRAIL)) {
        return Neighbour.DIGEST.label();
      }
      return folder.equals(Neighbour.DIGEST.label()) ? KeyLayout.TRAIL : folder;
    }

    @Override
    LogName tells(String name) {
      return DigestName.of(name)
          .map(digest -> new LogName(digest.account(), digest.region(), digest.endedAt()))
          .orElseGet(() -> LogName.of(name));
    }

    @Override
    @Nullable Neighbour stranger(Place place, String name) {
      if (DigestName.of(name).isPresent()) {
        return null;
      }
      Neighbour kind = Neighbour.ofFile(name);
      boolean amongDigests = place.region() != null;
      // A digest that was renamed is found where digests lie, and told by what it says of itself.
      boolean renamed = amongDigests && (kind == null || kind == Neighbour.DIGEST);
      if (renamed) {
        return null;
      }
      return kind == null ? Neighbour.OTHER_FILE : kind;
    }
  };

  /** The name that a folder would have if what is wanted were logs. */
  abstract String asLogFolder(String folder);

  /** What the name of a wanted file tells. */
  abstract LogName tells(String name);

  /** What a file is that is not wanted; null for one that is. */
  abstract @Nullable Neighbour stranger(Place place, String name);

  Place child(Place place, String folder) {
    return place.child(asLogFolder(folder));
  }

  /** The place of a folder by its path or key. */
  Place place(String folders) {
    Place place = Place.of("");
    for (String name : folders.split("/", -1)) {
      if (!name.isEmpty()) {
        place = child(place, name);
      }
    }
    return place;
  }
}
