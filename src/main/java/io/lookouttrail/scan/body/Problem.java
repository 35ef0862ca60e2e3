package io.lookouttrail.scan.body;

import java.io.Serializable;
import java.util.Locale;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * Something of a log file that could not be taken, kept for a person to look at.
 *
 * @param kind what is wrong
 * @param recordIndex 0-based place of the record in its file; empty where it is the file itself
 * @param detail what was found, one line, with byte offsets where known
 * @param raw the record's text as far as it goes, at most 64 kB; null for a file
 */
public record Problem(Kind kind, OptionalInt recordIndex, String detail, @Nullable String raw) {

  /** The most of a record's text that is kept, in UTF-8 bytes. */
  public static final int MAX_RAW_BYTES = 64 * 1024;

  /** The names that the quarantine table uses, in lower case. */
  public enum Kind implements Serializable {
    NOT_GZIP,
    TRUNCATED,
    CORRUPT_GZIP,
    NOT_JSON,
    NO_RECORDS,
    BAD_RECORD,
    TOO_LARGE,
    ARCHIVED,
    UNREADABLE;

    /** As the table spells it: {@code not_gzip}. */
    public String label() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
