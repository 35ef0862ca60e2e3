package io.lookouttrail.tables.lock;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * The content of a lease's file: one line for each component.
 *
 * @param token differs between all runs
 * @param until its end by the holder's clock, unless it is renewed
 * @param holder the run in words
 * @param term how long it lasts after a renewal
 */
record Lease(String token, Instant until, String holder, Duration term) {
  /** How long a lease lasts without a renewal, for example after its holder has died. */
  static final Duration TERM = Duration.ofMinutes(2);

  private static final int LINES_WITHOUT_TERM = 3;

  /** Empty where the text is no lease: the file is empty, or was written in part. */
  static Optional<Lease> parse(String text) {
    String[] lines = text.split("\n", -1);
    // The last line ends as well; a version before 0.1 wrote no term.
    if (lines.length <= LINES_WITHOUT_TERM || lines[0].isBlank()) {
      return Optional.empty();
    }
    try {
      Duration term =
          lines.length > LINES_WITHOUT_TERM + 1 ? Duration.parse(lines[LINES_WITHOUT_TERM]) : TERM;
      return Optional.of(new Lease(lines[0], Instant.parse(lines[1]), lines[2].strip(), term));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  byte[] content() {
    return (token + "\n" + until + "\n" + holder + "\n" + term + "\n")
        .getBytes(StandardCharsets.UTF_8);
  }
}
