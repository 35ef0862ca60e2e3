package io.lookouttrail.integrity;

import io.lookouttrail.run.Window;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What a check of an archive's digests is asked to do.
 *
 * @param archive a local path or Hadoop URI
 * @param window which digests and logs, by their days of delivery
 * @param publicKeys files of ListPublicKeys answers; without any, and without {@code fetchKeys}, no
 *     signature is looked at
 * @param fetchKeys whether AWS is asked for the keys
 * @param rehash whether logs are read whose hashes are known
 * @param originalBuckets where the content of buckets that digests name lies now; empty for the
 *     archive's own place
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

  /** Everything that files tell, against copies that lie as they were delivered. */
  public static VerifyOptions of(String archive, Window window, List<String> publicKeys) {
    return new VerifyOptions(archive, window, publicKeys, false, false, Map.of());
  }
}
