package io.lookouttrail.reports.findings.rules;

import io.lookouttrail.reports.findings.facts.Top;
import java.util.List;
import java.util.function.Function;

/**
 * What a rule says.
 *
 * @param unlisted how many more there are than the observations
 * @param notes what it could not judge, a sentence each
 */
public record Verdict(List<Observation> observations, long unlisted, List<String> notes) {
  public Verdict {
    observations = List.copyOf(observations);
    notes = List.copyOf(notes);
  }

  static Verdict of(List<Observation> observations) {
    return new Verdict(observations, 0, List.of());
  }

  /** An observation for each. */
  static <T> Verdict ofEach(Top<T> facts, Function<T, Observation> seen) {
    return new Verdict(facts.items().stream().map(seen).toList(), facts.left(), List.of());
  }

  /** Nothing, and why. */
  static Verdict silent(String note) {
    return new Verdict(List.of(), 0, List.of(note));
  }
}
