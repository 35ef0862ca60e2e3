package io.lookouttrail.archive;

import java.io.Serializable;
import java.util.Set;
import java.util.TreeSet;

/**
 * What a scan looks for and how far it goes.
 *
 * @param eventSources the wanted sources, such as {@code lookoutvision.amazonaws.com}; exact names
 * @param maxFileBytes inflated bytes after which a file is {@code too_large}
 * @param hash whether to take the SHA-256 of the uncompressed bytes
 */
public record ScanOptions(Set<String> eventSources, long maxFileBytes, boolean hash)
    implements Serializable {

  public static final String LOOKOUT_FOR_VISION = "lookoutvision.amazonaws.com";
  public static final long DEFAULT_MAX_FILE_BYTES = 4L << 30;

  public ScanOptions {
    if (eventSources.isEmpty() || maxFileBytes <= 0) {
      throw new IllegalArgumentException("a scan wants a source and a size");
    }
    eventSources = java.util.Collections.unmodifiableSet(new TreeSet<>(eventSources));
  }
}
