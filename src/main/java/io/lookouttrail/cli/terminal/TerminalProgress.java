package io.lookouttrail.cli.terminal;

import io.lookouttrail.run.Progress;
import java.io.PrintWriter;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/**
 * Shows progress on standard error. On a terminal, each phase has one line that changes in place.
 * Elsewhere a line is printed every ten seconds and at the end of each phase.
 */
final class TerminalProgress implements Progress {
  private static final Duration BETWEEN_FRAMES = Duration.ofMillis(100);
  private static final Duration BETWEEN_LINES = Duration.ofSeconds(10);

  private final PrintWriter err;
  private final Clock clock;
  private final boolean moves;
  private final int columns;

  private TerminalProgress(PrintWriter err, Clock clock, boolean moves, int columns) {
    this.err = err;
    this.clock = clock;
    this.moves = moves;
    this.columns = columns;
  }

  /** Progress for a terminal of this width. */
  static TerminalProgress moving(PrintWriter err, Clock clock, int columns) {
    // The last column stays empty: some terminals start a new line when it is written.
    return new TerminalProgress(err, clock, true, columns - 1);
  }

  /** Progress for a file or a pipe. */
  static TerminalProgress plain(PrintWriter err, Clock clock) {
    return new TerminalProgress(err, clock, false, Integer.MAX_VALUE);
  }

  @Override
  public Phase begin(String name) {
    return moves ? new MovingPhase(name) : new PlainPhase(name);
  }

  /** The common part of both kinds of phases. Several threads update the totals. */
  private abstract class ShownPhase implements Phase {
    private final String name;
    private final Instant began = clock.instant();
    private Instant shownAt = began;
    private Totals totals = Totals.found(0);
    private boolean closed;

    ShownPhase(String name) {
      this.name = name;
    }

    @Override
    public synchronized void update(Totals newTotals) {
      totals = newTotals;
      Instant now = clock.instant();
      if (!closed && Duration.between(shownAt, now).compareTo(between()) >= 0) {
        shownAt = now;
        show(ProgressLine.underWay(name, totals, elapsed(now), columns), false);
      }
    }

    @Override
    public synchronized void close() {
      if (!closed) {
        closed = true;
        show(ProgressLine.ended(name, totals, elapsed(clock.instant()), columns), true);
      }
    }

    private Duration elapsed(Instant now) {
      return Duration.between(began, now);
    }

    abstract Duration between();

    abstract void show(String line, boolean last);
  }

  private final class PlainPhase extends ShownPhase {
    PlainPhase(String name) {
      super(name);
    }

    @Override
    Duration between() {
      return BETWEEN_LINES;
    }

    @Override
    void show(String line, boolean last) {
      err.println(line);
      err.flush();
    }
  }

  private final class MovingPhase extends ShownPhase {
    private final Thread onInterrupt = new Thread(this::leaveLine);
    private int drawn;

    MovingPhase(String name) {
      super(name);
      String line = name + " ...";
      show(line.substring(0, Math.min(columns, line.length())), false);
      Runtime.getRuntime().addShutdownHook(onInterrupt);
    }

    /** Ends the line after Ctrl-C, so that the shell's prompt starts on a new one. */
    private void leaveLine() {
      err.println();
      err.flush();
    }

    @Override
    public synchronized void close() {
      super.close();
      if (!ShutdownState.isUnderWay()) {
        Runtime.getRuntime().removeShutdownHook(onInterrupt);
      }
    }

    @Override
    Duration between() {
      return BETWEEN_FRAMES;
    }

    // The new text first, then blanks over the rest, in one write: this does not flicker.
    @Override
    void show(String line, boolean last) {
      String blanks = " ".repeat(Math.max(0, drawn - line.length()));
      err.print("\r" + line + blanks + (last ? "\n" : ""));
      err.flush();
      drawn = line.length();
    }
  }
}
