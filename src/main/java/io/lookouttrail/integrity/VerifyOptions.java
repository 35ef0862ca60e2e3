package io.lookouttrail.integrity;

import io.lookouttrail.run.Window;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Options of a verification.
 *
 * @param archive local path or Hadoop URI of the archive
 * @param window the digests and logs to validate, by their delivery days
 * @param publicKeys local paths or Hadoop URIs of ListPublicKeys responses; without any, and
 *     without {@code fetchKeys}, signatures are not checked
 * @param fetchKeys whether the keys are fetched from AWS
 * @param rehash whether logs are read although their hashes are known
 * @param originalBuckets current locations of the buckets that digests name, by bucket; an empty
 *     location is the archive itself
 */
public record VerifyOptions(
    String archive,
    Window window,
    List<String> publicKeys,
    boolean fetchKeys,
    boolean rehash,
    Map<String, Optional<String>> originalBuckets) {

  public VerifyOptions {
    publicKeys = List.copyOf(publicKeys);
    originalBuckets = Map.copyOf(new TreeMap<>(originalBuckets));
  }

  /** Options with defaults: keys from files only, known hashes, original locations. */
  public static VerifyOptions of(String archive, Window window, List<String> publicKeys) {
    return new VerifyOptions(archive, window, publicKeys, false, false, Map.of());
  }
}
