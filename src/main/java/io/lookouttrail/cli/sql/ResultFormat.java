package io.lookouttrail.cli.sql;

import java.util.Locale;

/** The format of a query's result. */
public enum ResultFormat {
  /** Aligned columns, for people. */
  TABLE,
  /** RFC 4180 with a header. */
  CSV,
  /** One object on each line. */
  JSON;

  /** As it is written on the command line. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
