package io.lookouttrail.storage;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Address of an object or of a prefix in S3, with the key as it is: {@code s3a://bucket/a//b} is
 * not {@code s3a://bucket/a/b}.
 *
 * @param bucket scheme and bucket as they were addressed, {@code s3a://bucket}
 * @param key the key, without the slash after the bucket; may be empty
 */
public record S3Location(String bucket, String key) {
  private static final Pattern S3 =
      Pattern.compile("(?:s3|s3a|s3n)://[^/]+(?:/.*)?", Pattern.DOTALL);

  /** What Hadoop's paths change: slashes at the ends and beside one another, segments of dots. */
  private static final Pattern CHANGED_BY_PATHS = Pattern.compile("^/|//|/$|(?:^|/)\\.\\.?(?:/|$)");

  /** The location that a text addresses; empty if it is not in S3. */
  public static Optional<S3Location> of(String location) {
    if (!location.regionMatches(true, 0, "s3", 0, 2)
        || !S3.matcher(lowerScheme(location)).matches()) {
      return Optional.empty();
    }
    int slash = location.indexOf('/', location.indexOf("://") + "://".length());
    return Optional.of(
        slash < 0
            ? new S3Location(location, "")
            : new S3Location(location.substring(0, slash), location.substring(slash + 1)));
  }

  /** Whether a Hadoop path can have this key. */
  public boolean isHadoopPath() {
    return !CHANGED_BY_PATHS.matcher(key).find();
  }

  /** The address of another key in the same bucket. */
  public String at(String otherKey) {
    return bucket + "/" + otherKey;
  }

  @Override
  public String toString() {
    return at(key);
  }

  private static String lowerScheme(String location) {
    int colon = Math.max(location.indexOf(':'), 0);
    return location.substring(0, colon).toLowerCase(Locale.ROOT) + location.substring(colon);
  }
}
