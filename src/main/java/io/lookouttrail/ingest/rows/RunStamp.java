package io.lookouttrail.ingest.rows;

import io.lookouttrail.run.RunId;
import java.io.Serializable;
import java.time.Instant;

/**
 * Provenance of a row: the run that wrote it.
 *
 * @param ingestedAt start time of the run
 */
public record RunStamp(String runId, Instant ingestedAt) implements Serializable {
  public RunStamp(RunId runId, Instant ingestedAt) {
    this(runId.value(), ingestedAt);
  }
}
