package io.lookouttrail.cli.metrics;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What one step of a run did, such as the {@code ingest} of {@code monthly}.
 *
 * @param step the step's name in {@code job_runs}
 * @param counts the counts of its row there, by name
 * @param secondsByPhase in the order of the phases
 */
public record StepMetrics(
    String step, SortedMap<String, Long> counts, Map<String, Double> secondsByPhase) {
  public StepMetrics {
    counts = new TreeMap<>(counts);
    secondsByPhase = new LinkedHashMap<>(secondsByPhase);
  }

  /** The counts that mean the same in every step that has them. */
  SortedMap<Measure, Long> measures() {
    SortedMap<Measure, Long> measures = new TreeMap<>();
    for (Measure measure : Measure.values()) {
      measure.of(counts).ifPresent(value -> measures.put(measure, value));
    }
    return measures;
  }
}
