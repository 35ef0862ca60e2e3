package io.lookouttrail.integrity;

import io.lookouttrail.tables.DigestFinding;

/** Takes what a walk along a chain finds. */
interface ValidationSink {
  void found(DigestFinding finding);

  void claimed(DigestLogEntry claim);

  void covered(DigestPeriod span);
}
