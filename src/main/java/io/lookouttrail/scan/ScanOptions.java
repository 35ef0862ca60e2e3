package io.lookouttrail.scan;

import java.io.Serializable;
import java.util.Collections;
import java.util.Set;
import java.util.TreeSet;

/**
 * Options of a scan: which records it returns and how much of a file it reads.
 *
 * @param eventSources exact names of the wanted sources, such as {@code
 *     lookoutvision.amazonaws.com}; empty for every source
 * @param maxFileBytes uncompressed bytes after which a file is {@code too_large}
 * @param hash whether to take the SHA-256 of the uncompressed bytes
 * @param selection which records of these sources and which of their fields to read
 */
public record ScanOptions(
    Set<String> eventSources, long maxFileBytes, boolean hash, RecordSelection selection)
    implements Serializable {

  public static final String LOOKOUT_FOR_VISION = "lookoutvision.amazonaws.com";
  public static final long DEFAULT_MAX_FILE_BYTES = 4L << 30;

  public ScanOptions {
    if (maxFileBytes <= 0) {
      throw new IllegalArgumentException("maxFileBytes must be positive");
    }
    eventSources = Collections.unmodifiableSet(new TreeSet<>(eventSources));
  }

  /** Options of a scan for events: every record of at least one source. */
  public ScanOptions(Set<String> eventSources, long maxFileBytes, boolean hash) {
    this(eventSources, maxFileBytes, hash, RecordSelection.EVENTS);
    if (eventSources.isEmpty()) {
      throw new IllegalArgumentException("a scan for events needs an event source");
    }
  }
}
