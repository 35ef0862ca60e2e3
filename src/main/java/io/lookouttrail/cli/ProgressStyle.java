package io.lookouttrail.cli;

import java.util.Locale;

/** How progress is shown. */
enum ProgressStyle {
  /** One moving line on a terminal, plain lines elsewhere. */
  AUTO,
  /** Plain lines everywhere. */
  PLAIN,
  /** Nothing. */
  NONE;

  /** As it is written on the command line. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
