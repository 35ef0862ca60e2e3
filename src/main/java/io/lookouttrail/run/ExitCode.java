package io.lookouttrail.run;

/** How a command ended, as the process says it. */
public enum ExitCode {
  /** Done, nothing to look at. */
  DONE(0),
  /** Failed; every table stands at a whole commit and running again completes. */
  FAILED(1),
  /** Wrong usage; nothing was touched. */
  USAGE(2),
  /** Done, and something of this run's window needs a person's eye. */
  FINDINGS(3);

  private final int code;

  ExitCode(int code) {
    this.code = code;
  }

  /** The process's exit status. */
  public int code() {
    return code;
  }
}
