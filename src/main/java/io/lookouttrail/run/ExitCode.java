package io.lookouttrail.run;

/** Result of a command, as the exit status of the process. */
public enum ExitCode {
  /** Done, and nothing needs review. */
  DONE(0),
  /** Failed; each table is at a complete commit, and running again completes the work. */
  FAILED(1),
  /** Wrong usage; nothing was read or written. */
  USAGE(2),
  /** Done, and something in this run's window needs review by a person. */
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
