package io.lookouttrail.sample.plan;

/**
 * A Lookout for Vision project and the shift that its model runs in.
 *
 * @param maxUnits most inference units, 0 where the model is started without a maximum
 * @param latest whether callers name the model {@code latest}
 */
public record Project(
    String name, Shift shift, int minUnits, int maxUnits, boolean latest, Person caller) {

  /** When a model runs, in seconds of the UTC day; the night shift ends on the next day. */
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
