package io.lookouttrail.scan;

import io.lookouttrail.scan.body.Problem;

/** Result of scanning a log file: a record or a problem, in the file's order. */
public sealed interface ScanEntry {

  /**
   * A record of a wanted source whose key fields are valid.
   *
   * @param recordIndex 0-based index among all records of the file
   */
  record RecordEntry(int recordIndex, CloudTrailRecord record) implements ScanEntry {}

  /** A record that is not valid, or a problem of the file itself. */
  record ProblemEntry(Problem problem) implements ScanEntry {}
}
