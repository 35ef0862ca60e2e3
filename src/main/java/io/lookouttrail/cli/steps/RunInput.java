package io.lookouttrail.cli.steps;

import io.lookouttrail.run.Window;
import java.util.Optional;
import java.util.Set;

/**
 * The input of a run, as its row in job_runs names it.
 *
 * @param archive empty where the run reads only tables
 * @param eventSources empty where the run does not choose events by their source
 */
public record RunInput(Optional<String> archive, Window window, Set<String> eventSources) {
  public RunInput {
    eventSources = Set.copyOf(eventSources);
  }

  /** The tables as a whole. */
  public static RunInput tables() {
    return new RunInput(Optional.empty(), Window.everything(), Set.of());
  }
}
