package io.lookouttrail.scan;

import io.lookouttrail.scan.ScanEntry.ProblemEntry;
import io.lookouttrail.scan.body.Problem;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/**
 * The values before the first record of a text. Whether they are rejected records or the text has
 * no records at all is known only when a record follows, so their problems wait for it.
 *
 * <p>Memory is bounded: of the first values the problem is kept with its raw text, of the others
 * their number.
 */
final class LeadingValues {
  private static final int MAX_KEPT = 1_000;
  private static final int MAX_KEPT_CHARS = 1 << 20;

  private final Queue<ProblemEntry> kept = new ArrayDeque<>();
  private int keptChars;
  private long count;
  private long released;

  /** Adds the problem of the next value; the values are numbered from 0. */
  void add(ProblemEntry entry) {
    int chars = entry.problem().raw().map(String::length).orElse(0);
    if (count == kept.size() && count < MAX_KEPT && keptChars + chars <= MAX_KEPT_CHARS) {
      kept.add(entry);
      keptChars += chars;
    }
    count++;
  }

  /** Removes all values. */
  void clear() {
    kept.clear();
    released = count;
  }

  /** Removes and returns the problem of the next value; null if there is none. */
  @Nullable ProblemEntry release() {
    if (released == count) {
      return null;
    }
    int index = (int) Math.min(released++, Integer.MAX_VALUE);
    ProblemEntry entry = kept.poll();
    return entry != null
        ? entry
        : new ProblemEntry(
            new Problem(
                Problem.Kind.BAD_RECORD,
                OptionalInt.of(index),
                "not a record; its text was not kept",
                Optional.empty()));
  }
}
