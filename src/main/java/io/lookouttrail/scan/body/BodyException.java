package io.lookouttrail.scan.body;

/** Reason why the rest of a file cannot be read; the records before it stay valid. */
public final class BodyException extends Exception {
  private static final long serialVersionUID = 1L;

  private final Problem.Kind kind;
  private final boolean refused;
  private final boolean absent;

  private BodyException(Problem.Kind kind, String detail, boolean refused, boolean absent) {
    // The data is wrong, not the program: a stack trace does not help.
    super(detail, null, false, false);
    this.kind = kind;
    this.refused = refused;
    this.absent = absent;
  }

  public static BodyException of(Problem.Kind kind, String detail) {
    return new BodyException(kind, detail, false, false);
  }

  /** Returns the exception for a file that the store denies access to. */
  public static BodyException refused(String detail) {
    return new BodyException(Problem.Kind.UNREADABLE, detail, true, false);
  }

  /** Returns the exception for a file that does not exist. */
  public static BodyException absent(String detail) {
    return new BodyException(Problem.Kind.UNREADABLE, detail, false, true);
  }

  public Problem.Kind kind() {
    return kind;
  }

  public boolean isAbsent() {
    return absent;
  }

  public boolean isRefused() {
    return refused;
  }

  public String detail() {
    return String.valueOf(getMessage());
  }
}
