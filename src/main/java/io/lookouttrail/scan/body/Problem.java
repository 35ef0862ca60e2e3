package io.lookouttrail.scan.body;

import java.io.Serializable;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Log file or record that could not be read, with the reason; the quarantine table keeps it.
 *
 * @param recordIndex 0-based index of the record in its file; empty if the problem is of the file
 * @param detail the reason in one line, with byte offsets where known
 * @param raw the record's text, cut to {@link #MAX_RAW_BYTES}; empty if the problem is of the file
 */
public record Problem(Kind kind, OptionalInt recordIndex, String detail, Optional<String> raw) {

  /** Maximum length of {@link #raw}, in UTF-8 bytes. */
  public static final int MAX_RAW_BYTES = 64 * 1024;

  /** Kinds of problems, as column {@code problem} of the quarantine table names them. */
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

    /** Returns the name in the table, such as {@code not_gzip}. */
    public String label() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
