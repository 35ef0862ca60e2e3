package io.lookouttrail.cli.terminal;

import static io.lookouttrail.cli.terminal.NumberFormats.bytes;
import static io.lookouttrail.cli.terminal.NumberFormats.count;
import static io.lookouttrail.cli.terminal.NumberFormats.time;

import io.lookouttrail.run.Progress.Totals;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** The text of a progress line. Figures of 0 do not apply and are left out. */
final class ProgressLine {
  /** Before this time an average is not reliable. */
  private static final Duration FIRST_ESTIMATE = Duration.ofSeconds(2);

  private ProgressLine() {}

  /** A part of a line. If the line is too long, parts with the highest rank are left out first. */
  private record Part(String text, int rank) {}

  /** {@code Reading: 120 of 480 files, 25%, 1.20 GB of 4.80 GB, ..., 60.0 MB/s, 1 min left}. */
  static String underWay(String phase, Totals totals, Duration elapsed, int columns) {
    List<Part> parts = amounts(totals);
    share(totals).ifPresent(share -> parts.add(1, new Part((int) (share * 100) + "%", 0)));
    rate(totals, elapsed).ifPresent(rate -> parts.add(new Part(rate, 4)));
    share(totals)
        .filter(share -> share > 0 && elapsed.compareTo(FIRST_ESTIMATE) >= 0)
        .map(share -> left(elapsed, share))
        .ifPresent(left -> parts.add(new Part(time(left) + " left", 1)));
    return fitted(phase, parts, columns);
  }

  /**
   * The line of a phase that has ended: {@code Reading: 480 files, 4.80 GB, ..., in 1 min 20 s}.
   */
  static String ended(String phase, Totals totals, Duration elapsed, int columns) {
    List<Part> parts = new ArrayList<>();
    if (totals.filesDone() > 0 || totals.filesFound() > 0) {
      parts.addAll(amounts(totals));
    }
    rate(totals, elapsed).ifPresent(rate -> parts.add(new Part(rate, 4)));
    parts.add(new Part("in " + time(elapsed), 1));
    return fitted(phase, parts, columns);
  }

  private static String fitted(String phase, List<Part> parts, int columns) {
    for (int rank = 5; ; rank--) {
      int kept = rank;
      String line =
          phase
              + ": "
              + parts.stream()
                  .filter(part -> part.rank <= kept)
                  .map(Part::text)
                  .collect(Collectors.joining(", "));
      if (line.length() <= columns || rank == 0) {
        return line.length() <= columns ? line : line.substring(0, columns);
      }
    }
  }

  private static List<Part> amounts(Totals totals) {
    List<Part> parts = new ArrayList<>();
    boolean part = totals.filesFound() > totals.filesDone();
    parts.add(
        new Part(
            part
                ? count(totals.filesDone()) + " of " + count(totals.filesFound(), "file")
                : count(totals.filesDone(), "file"),
            0));
    if (totals.bytesDone() > 0 || totals.bytesFound() > 0) {
      parts.add(
          new Part(
              totals.bytesFound() > totals.bytesDone()
                  ? bytes(totals.bytesDone()) + " of " + bytes(totals.bytesFound())
                  : bytes(totals.bytesDone()),
              3));
    }
    if (totals.records() > 0) {
      parts.add(new Part(count(totals.records(), "record"), 5));
      parts.add(new Part(count(totals.events(), "event") + " kept", 2));
    }
    return parts;
  }

  /** The share that is done, by bytes if they are known: file sizes differ by a factor of 1000. */
  private static Optional<Double> share(Totals totals) {
    if (totals.bytesFound() > 0) {
      return Optional.of(Math.min(1.0, (double) totals.bytesDone() / totals.bytesFound()));
    }
    return totals.filesFound() > 0
        ? Optional.of(Math.min(1.0, (double) totals.filesDone() / totals.filesFound()))
        : Optional.empty();
  }

  private static Optional<String> rate(Totals totals, Duration elapsed) {
    double seconds = elapsed.toMillis() / 1000.0;
    if (seconds < 1) {
      return Optional.empty();
    }
    if (totals.bytesDone() > 0) {
      return Optional.of(bytes(Math.round(totals.bytesDone() / seconds)) + "/s");
    }
    return totals.filesDone() > 0
        ? Optional.of(
            String.format(Locale.ROOT, "%,d files/s", Math.round(totals.filesDone() / seconds)))
        : Optional.empty();
  }

  private static Duration left(Duration elapsed, double share) {
    return Duration.ofMillis(Math.round(elapsed.toMillis() * (1 - share) / share));
  }
}
