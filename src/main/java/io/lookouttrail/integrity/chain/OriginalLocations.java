package io.lookouttrail.integrity.chain;

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
 * Current locations of objects that digests name by the bucket and key of their delivery.
 *
 * <p>A location that the user gives for a bucket applies to that bucket. Objects of the archive's
 * own bucket are at their original location. Any other bucket was copied: the key in a digest and
 * the digest's own location show how.
 *
 * @param locationByBucket canonical names, without a trailing slash, by the names of the buckets
 */
public record OriginalLocations(Map<String, String> locationByBucket) implements Serializable {
  private static final String DIGESTS = "CloudTrail-Digest";

  public OriginalLocations {
    locationByBucket = new HashMap<>(locationByBucket);
  }

  /**
   * How an archive was copied.
   *
   * @param keyPrefix start of the original keys that the copy left out; with a trailing slash
   * @param copyPrefix start of the copies' canonical names; with a trailing slash
   * @param flat whether the copy left all folders out
   */
  private record CopyLayout(String keyPrefix, String copyPrefix, boolean flat) {}

  /** Location of a digest, compared with where it was delivered. */
  final class Placement {
    private final boolean moved;
    private final Optional<CopyLayout> layout;

    private Placement(boolean moved, Optional<CopyLayout> layout) {
      this.moved = moved;
      this.layout = layout;
    }

    /** Whether the digest is not at the location to which it was delivered. */
    boolean moved() {
      return moved;
    }

    /** Canonical name of the location where an object that the digest names should be. */
    String locate(String bucket, String key) {
      String base = locationByBucket.get(bucket);
      if (base != null) {
        return base + "/" + key;
      }
      return layout.map(copied -> locate(copied, key)).orElse("s3://" + bucket + "/" + key);
    }

    private static String locate(CopyLayout layout, String key) {
      if (layout.flat()) {
        return layout.copyPrefix() + DigestDocument.fileName(key);
      }
      return layout.copyPrefix()
          + (key.startsWith(layout.keyPrefix()) ? key.substring(layout.keyPrefix().length()) : key);
    }
  }

  /**
   * Compares a digest's location with the one that its content names.
   *
   * @param location canonical name of the digest's location
   */
  Placement of(DigestDocument digest, String location) {
    String base = locationByBucket.get(digest.bucket());
    if (base != null) {
      return new Placement(!location.equals(base + "/" + digest.key()), Optional.empty());
    }
    String bucket = "s3://" + digest.bucket() + "/";
    if (location.startsWith(bucket)) {
      return new Placement(!location.equals(bucket + digest.key()), Optional.empty());
    }
    return location.contains("/" + DIGESTS + "/")
        ? ofTree(digest.key(), location)
        : ofFlat(digest, location);
  }

  private Placement ofFlat(DigestDocument digest, String location) {
    String name = DigestDocument.fileName(digest.key());
    String folder = location.substring(0, location.lastIndexOf('/') + 1);
    return new Placement(
        !location.equals(folder + name), Optional.of(new CopyLayout("", folder, true)));
  }

  private Placement ofTree(String key, String location) {
    List<String> keyParts = Arrays.asList(key.split("/", -1));
    List<String> locationParts = Arrays.asList(location.split("/", -1));
    int common = 0;
    while (common < Math.min(keyParts.size(), locationParts.size())
        && fromEnd(keyParts, common).equals(fromEnd(locationParts, common))) {
      common++;
    }
    boolean isInTree =
        keyParts.subList(keyParts.size() - common, keyParts.size()).contains(DIGESTS);
    Optional<String> owner = owner(locationParts);
    boolean moved = !isInTree || (owner.isPresent() && !owner.equals(owner(keyParts)));
    // The location of a moved digest shows where the tree begins, but not how it was copied.
    int keyPrefix = moved ? treeStart(keyParts) : keyParts.size() - common;
    int copyPrefix = moved ? treeStart(locationParts) : locationParts.size() - common;
    CopyLayout layout =
        new CopyLayout(start(keyParts, keyPrefix), start(locationParts, copyPrefix), false);
    return new Placement(moved, Optional.of(layout));
  }

  private static String fromEnd(List<String> parts, int i) {
    return parts.get(parts.size() - 1 - i);
  }

  private static String start(List<String> parts, int count) {
    return count == 0 ? "" : String.join("/", parts.subList(0, count)) + "/";
  }

  private static int treeStart(List<String> parts) {
    int logs = parts.lastIndexOf("AWSLogs");
    return logs >= 0 ? logs : Math.max(0, parts.lastIndexOf(DIGESTS) - 1);
  }

  /** The account by the folder before the digest folder. */
  private static Optional<String> owner(List<String> parts) {
    int digests = parts.lastIndexOf(DIGESTS);
    return digests > 0 && AccountId.isValid(parts.get(digests - 1))
        ? Optional.of(parts.get(digests - 1))
        : Optional.empty();
  }

  @Override
  public Map<String, String> locationByBucket() {
    return Collections.unmodifiableMap(locationByBucket);
  }
}
