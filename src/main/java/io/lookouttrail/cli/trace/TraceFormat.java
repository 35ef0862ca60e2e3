package io.lookouttrail.cli.trace;

import java.util.Locale;

/** How a traced event is written. */
public enum TraceFormat {
  /** For people. */
  TEXT,
  /** One object a line. */
  JSON;

  /** As it is written on the command line. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
