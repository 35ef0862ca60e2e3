package io.lookouttrail.run;

import org.jspecify.annotations.Nullable;

/**
 * An error that the user can correct, in one line: {@code Cannot X: why. What to do.}
 *
 * <p>Any other exception is a bug, and its stack trace is kept.
 */
public final class UserError extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final ExitCode exitCode;

  private UserError(ExitCode exitCode, String message, @Nullable Throwable cause) {
    super(message, cause);
    this.exitCode = exitCode;
  }

  /**
   * A failure of the work itself; the process ends with {@link ExitCode#FAILED}.
   *
   * @param what the action that failed: the words after "Cannot", without a full stop
   * @param why the reason, without a full stop
   * @param remedy what the user can do, as a sentence
   */
  public static UserError cannot(String what, String why, String remedy) {
    return new UserError(ExitCode.FAILED, line(what, why, remedy), null);
  }

  /** As {@link #cannot(String, String, String)}, with its cause, which --stacktrace prints. */
  public static UserError cannot(String what, String why, String remedy, Throwable cause) {
    return new UserError(ExitCode.FAILED, line(what, why, remedy), cause);
  }

  /** Wrong usage of the command line; the process ends with {@link ExitCode#USAGE}. */
  public static UserError usage(String what, String why, String remedy) {
    return new UserError(ExitCode.USAGE, line(what, why, remedy), null);
  }

  public ExitCode exitCode() {
    return exitCode;
  }

  private static String line(String what, String why, String remedy) {
    return ("Cannot " + what + ": " + why + ". " + remedy).replaceAll("\\s*\\R\\s*", " ");
  }
}
