package io.lookouttrail.scan.body;

import java.util.Locale;

/** What follows the first gzip member of a file; CloudTrail writes one member and nothing else. */
public enum AfterFirstMember {
  ZEROS,
  /** One or more gzip members without content. */
  EMPTY_MEMBER,
  /** Gzip members with content. */
  MEMBER,
  /** Bytes that are no gzip member, or a damaged one. */
  OTHER;

  /** Returns the name in the tables, such as {@code empty_member}. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
