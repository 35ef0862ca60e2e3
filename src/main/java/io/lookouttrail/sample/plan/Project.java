package io.lookouttrail.sample.plan;

/**
 * A Lookout for Vision project and the shift in which its model runs.
 *
 * @param minUnits minimum of inference units
 * @param maxUnits maximum of inference units, 0 if the model is started without one
 * @param latest whether requests name the model version {@code latest}
 * @param caller the caller that inspects parts
 */
public record Project(
    String name, Shift shift, int minUnits, int maxUnits, boolean latest, Caller caller) {

  /**
   * Start and end of a model run, in seconds of the UTC day; a night shift ends on the next day.
   */
  public enum Shift {
    DAY(5 * 3600 + 50 * 60, 14 * 3600 + 10 * 60),
    LATE(13 * 3600 + 50 * 60, 22 * 3600 + 10 * 60),
    NIGHT(21 * 3600 + 50 * 60, 29 * 3600 + 40 * 60);

    private final int start;
    private final int stop;

    Shift(int start, int stop) {
      this.start = start;
      this.stop = stop;
    }

    public int start() {
      return start;
    }

    public int stop() {
      return stop;
    }
  }
}
