package io.lookouttrail.ingest;

import io.lookouttrail.run.RunId;
import java.io.Serializable;
import java.time.Instant;

/** Which run wrote a row, and when that run began. */
record RunStamp(String runId, Instant ingestedAt) implements Serializable {
  RunStamp(RunId runId, Instant ingestedAt) {
    this(runId.value(), ingestedAt);
  }
}
