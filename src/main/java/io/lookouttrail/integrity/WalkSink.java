package io.lookouttrail.integrity;

import io.lookouttrail.tables.DigestFinding;

/** Takes what a walk along a chain finds. */
interface WalkSink {
  void found(DigestFinding finding);

  void claimed(LogClaim claim);

  void covered(DigestSpan span);
}
