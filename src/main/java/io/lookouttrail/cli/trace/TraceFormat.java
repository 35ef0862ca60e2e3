package io.lookouttrail.cli.trace;

import java.util.Locale;

/** The format of a traced event. */
public enum TraceFormat {
  /** For people. */
  TEXT,
  /** One object on each line. */
  JSON;

  /** As it is written on the command line. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
