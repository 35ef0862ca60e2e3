package io.lookouttrail.ingest;

import io.lookouttrail.tables.TableStore;

/** Where batches are staged: {@code _staging/<run>/<batch>} under the tables' root. */
final class StagingFolder {
  private static final String ROOT = "_staging";

  private StagingFolder() {}

  static String of(String runId, int batch) {
    return ofRun(runId) + "/" + batch;
  }

  /** Holds the batches of one run. */
  static String ofRun(String runId) {
    return ROOT + "/" + runId;
  }

  /** Removes what runs that died left behind; only whoever holds the lock may. */
  static void sweep(TableStore store) {
    store.delete(ROOT);
  }
}
