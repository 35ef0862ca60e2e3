package io.lookouttrail.scan;

import io.lookouttrail.scan.body.Problem;

/** What a pass over a log file comes upon, in the file's order. */
public sealed interface ScanEntry {

  /**
   * A record of a wanted source, its key fields checked.
   *
   * @param recordIndex 0-based place among all records of the file
   */
  record Found(int recordIndex, CloudTrailRecord record) implements ScanEntry {}

  /** A record, or the file itself, that could not be taken. */
  record Faulty(Problem problem) implements ScanEntry {}
}
