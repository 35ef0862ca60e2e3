package io.lookouttrail.scan.body;

/** Why a file cannot be read on; what was read before it stands. */
public final class BodyException extends Exception {
  private static final long serialVersionUID = 1L;

  private final Problem.Kind kind;
  private final boolean refused;
  private final boolean absent;

  private BodyException(Problem.Kind kind, String detail, boolean refused, boolean absent) {
    // Data, not a bug: no trace is taken.
    super(detail, null, false, false);
    this.kind = kind;
    this.refused = refused;
    this.absent = absent;
  }

  public static BodyException of(Problem.Kind kind, String detail) {
    return new BodyException(kind, detail, false, false);
  }

  /** A store that denied access. */
  public static BodyException refused(String detail) {
    return new BodyException(Problem.Kind.UNREADABLE, detail, true, false);
  }

  /** A file that is not there. */
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
