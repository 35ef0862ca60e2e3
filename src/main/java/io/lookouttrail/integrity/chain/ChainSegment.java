package io.lookouttrail.integrity.chain;

import io.lookouttrail.archive.LogFile;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;

/**
 * A part of a chain that one task validates.
 *
 * @param newer the next newer digests, newest first; they are read because they record hashes of
 *     the digests before them, and another segment reports them
 * @param own the digests that this segment reports, newest first
 * @param newerOmitted whether the chain has digests that are newer than {@code newer}
 * @param endsChain whether the chain's oldest digest is in this segment
 */
public record ChainSegment(
    ChainId chain, List<LogFile> newer, List<LogFile> own, boolean newerOmitted, boolean endsChain)
    implements Serializable {

  /**
   * Number of newer digests that a segment includes. The first is only read, its content decides
   * whether the second can be trusted, and the third is a reserve.
   */
  static final int OVERLAP = 3;

  public ChainSegment {
    newer = new ArrayList<>(newer);
    own = new ArrayList<>(own);
  }

  int size() {
    return newer.size() + own.size();
  }
}
