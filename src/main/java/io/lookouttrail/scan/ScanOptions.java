package io.lookouttrail.scan;

import java.io.Serializable;
import java.util.Set;
import java.util.TreeSet;

/**
 * What a scan looks for and how far it goes.
 *
 * @param eventSources the wanted sources, such as {@code lookoutvision.amazonaws.com}; exact names,
 *     none means every source
 * @param maxFileBytes inflated bytes after which a file is {@code too_large}
 * @param hash whether to take the SHA-256 of the uncompressed bytes
 * @param selection what is wanted of the records of these sources
 */
public record ScanOptions(
    Set<String> eventSources, long maxFileBytes, boolean hash, RecordSelection selection)
    implements Serializable {

  public static final String LOOKOUT_FOR_VISION = "lookoutvision.amazonaws.com";
  public static final long DEFAULT_MAX_FILE_BYTES = 4L << 30;

  public ScanOptions {
    if (maxFileBytes <= 0) {
      throw new IllegalArgumentException("a scan wants a size");
    }
    eventSources = java.util.Collections.unmodifiableSet(new TreeSet<>(eventSources));
  }

  /** What events are made from: every record of at least one source. */
  public ScanOptions(Set<String> eventSources, long maxFileBytes, boolean hash) {
    this(eventSources, maxFileBytes, hash, RecordSelection.EVENTS);
    if (eventSources.isEmpty()) {
      throw new IllegalArgumentException("a scan for events wants a source");
    }
  }
}
