package io.lookouttrail.cli.sql;

import java.util.Locale;

/** How a result is written. */
public enum ResultFormat {
  /** For people: aligned columns. */
  TABLE,
  /** RFC 4180 with a header. */
  CSV,
  /** One object a line. */
  JSON;

  /** As it is written on the command line. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
