package io.lookouttrail.reports.check;

/**
 * The result of a check.
 *
 * @param text what was checked, and what of it does not hold; it may have names of files, which can
 *     be any text
 */
public record CheckLine(State state, String text) {

  /** Whether the checked part of a report holds. */
  public enum State {
    OK("ok"),
    WRONG("WRONG"),
    /** What is needed to check it was not given, or the report does not have it. */
    NOT_CHECKED("not checked");

    private final String label;

    State(String label) {
      this.label = label;
    }

    /** How the command prints it. */
    public String label() {
      return label;
    }
  }

  public static CheckLine ok(String text) {
    return new CheckLine(State.OK, text);
  }

  public static CheckLine wrong(String text) {
    return new CheckLine(State.WRONG, text);
  }

  public static CheckLine notChecked(String text) {
    return new CheckLine(State.NOT_CHECKED, text);
  }

  public boolean isWrong() {
    return state == State.WRONG;
  }
}
