package io.lookouttrail.integrity;

import io.lookouttrail.integrity.digest.DigestDocument;
import io.lookouttrail.run.AccountId;
import java.io.Serializable;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Where objects lie now that digests name by the bucket and key they were delivered to.
 *
 * <p>A bucket that the user tells of lies where he says; the bucket of the archive itself lies
 * where it is; any other was copied, and a digest tells by its own key and place how.
 *
 * @param told canonical names of the places, without a slash at the end, by the buckets' names
 */
record OriginalLocations(Map<String, String> told) implements Serializable {
  private static final String DIGESTS = "CloudTrail-Digest";

  OriginalLocations {
    told = new HashMap<>(told);
  }

  /**
   * Where a digest's fellows lie.
   *
   * @param head what their keys begin with and their places do not; with a slash at its end
   * @param base what their places begin with; with a slash at its end
   * @param flat whether they lie without folders
   */
  private record Copy(String head, String base, boolean flat) {}

  /** How a digest lies, and so the objects that it names. */
  final class Placement {
    private final boolean moved;
    private final Optional<Copy> copy;

    private Placement(boolean moved, Optional<Copy> copy) {
      this.moved = moved;
      this.copy = copy;
    }

    /** Whether it is not where it was delivered. */
    boolean moved() {
      return moved;
    }

    /** The canonical name of the place where an object should lie. */
    String locate(String bucket, String key) {
      String base = told.get(bucket);
      if (base != null) {
        return base + "/" + key;
      }
      return copy.map(how -> locate(how, key)).orElse("s3://" + bucket + "/" + key);
    }

    private static String locate(Copy how, String key) {
      if (how.flat()) {
        return how.base() + DigestDocument.fileName(key);
      }
      return how.base() + (key.startsWith(how.head()) ? key.substring(how.head().length()) : key);
    }
  }

  /**
   * @param place canonical name of the digest's place
   */
  Placement of(DigestDocument digest, String place) {
    String base = told.get(digest.bucket());
    if (base != null) {
      return new Placement(!place.equals(base + "/" + digest.key()), Optional.empty());
    }
    String bucket = "s3://" + digest.bucket() + "/";
    if (place.startsWith(bucket)) {
      return new Placement(!place.equals(bucket + digest.key()), Optional.empty());
    }
    return place.contains("/" + DIGESTS + "/")
        ? ofTree(digest.key(), place)
        : ofFlat(digest, place);
  }

  private Placement ofFlat(DigestDocument digest, String place) {
    String name = DigestDocument.fileName(digest.key());
    String folder = place.substring(0, place.lastIndexOf('/') + 1);
    return new Placement(!place.equals(folder + name), Optional.of(new Copy("", folder, true)));
  }

  private Placement ofTree(String key, String place) {
    List<String> keyParts = Arrays.asList(key.split("/", -1));
    List<String> placeParts = Arrays.asList(place.split("/", -1));
    int common = 0;
    while (common < Math.min(keyParts.size(), placeParts.size())
        && fromEnd(keyParts, common).equals(fromEnd(placeParts, common))) {
      common++;
    }
    boolean inTree = keyParts.subList(keyParts.size() - common, keyParts.size()).contains(DIGESTS);
    Optional<String> owner = owner(placeParts);
    boolean moved = !inTree || (owner.isPresent() && !owner.equals(owner(keyParts)));
    // A moved digest does not tell how the archive was copied, but where its tree begins.
    int head = moved ? beginning(keyParts) : keyParts.size() - common;
    int base = moved ? beginning(placeParts) : placeParts.size() - common;
    Copy copy = new Copy(start(keyParts, head), start(placeParts, base), false);
    return new Placement(moved, Optional.of(copy));
  }

  private static String fromEnd(List<String> parts, int i) {
    return parts.get(parts.size() - 1 - i);
  }

  private static String start(List<String> parts, int count) {
    return count == 0 ? "" : String.join("/", parts.subList(0, count)) + "/";
  }

  private static int beginning(List<String> parts) {
    int logs = parts.lastIndexOf("AWSLogs");
    return logs >= 0 ? logs : Math.max(0, parts.lastIndexOf(DIGESTS) - 1);
  }

  /** The account whose digests the folders say they are. */
  private static Optional<String> owner(List<String> parts) {
    int digests = parts.lastIndexOf(DIGESTS);
    return digests > 0 && AccountId.isValid(parts.get(digests - 1))
        ? Optional.of(parts.get(digests - 1))
        : Optional.empty();
  }

  @Override
  public Map<String, String> told() {
    return Collections.unmodifiableMap(told);
  }
}
