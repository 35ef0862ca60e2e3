package io.lookouttrail.ingest;

import io.lookouttrail.tables.TableStore;

/** Where batches are staged: {@code _staging/<run>/<batch>} under the tables' root. */
final class StagingFolder {
  private static final String ROOT = "_staging";

  private StagingFolder() {}

  static String of(String runId, int batch) {
    return ROOT + "/" + runId + "/" + batch;
  }

  /** Removes what runs have left behind; only whoever holds the lock may. */
  static void sweep(TableStore store) {
    store.delete(ROOT);
  }
}
