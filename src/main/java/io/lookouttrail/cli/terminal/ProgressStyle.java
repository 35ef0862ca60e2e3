package io.lookouttrail.cli.terminal;

import java.util.Locale;

/** The way in which progress is shown. */
public enum ProgressStyle {
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
