package io.lookouttrail.integrity;

import io.lookouttrail.archive.LogFile;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;

/**
 * A part of a chain that one task walks.
 *
 * @param newer digests that come right after it, newest first: what they say of those before them
 *     is needed here, and they are reported elsewhere
 * @param own the digests to report, newest first
 * @param headless whether still newer ones come before {@code newer}
 * @param oldest whether the chain ends here
 */
record ChainSegment(
    ChainId chain, List<LogFile> newer, List<LogFile> own, boolean headless, boolean oldest)
    implements Serializable {

  /**
   * How many newer ones a segment is given. The first is only read; what it says tells whether the
   * second is to be believed, and the third is one to spare.
   */
  static final int OVERLAP = 3;

  ChainSegment {
    newer = new ArrayList<>(newer);
    own = new ArrayList<>(own);
  }

  int size() {
    return newer.size() + own.size();
  }
}
