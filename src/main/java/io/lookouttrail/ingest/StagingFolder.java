package io.lookouttrail.ingest;

import io.lookouttrail.tables.TableStore;

/** Folder of a batch's staged rows: {@code _staging/<run>/<batch>} under the tables' root. */
final class StagingFolder {
  private static final String ROOT = "_staging";

  private StagingFolder() {}

  static String of(String runId, int batch) {
    return ROOT + "/" + runId + "/" + batch;
  }

  /** Deletes the staged rows of all runs; the caller must hold the writer lock exclusively. */
  static void deleteAll(TableStore store) {
    store.delete(ROOT);
  }
}
