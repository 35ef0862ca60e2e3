package io.lookouttrail.cli;

/** How progress is shown. */
enum ProgressStyle {
  /** One moving line on a terminal, plain lines elsewhere. */
  AUTO,
  /** Plain lines everywhere. */
  PLAIN,
  /** Nothing. */
  NONE
}
