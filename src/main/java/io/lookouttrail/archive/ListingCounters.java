package io.lookouttrail.archive;

import java.util.concurrent.atomic.LongAdder;

/** Counts what a listing costs and finds, across its threads. */
final class ListingCounters {

  /** Keys that S3 answers to one request at most. */
  private static final int PAGE = 1_000;

  private final boolean paged;
  private final LongAdder requests = new LongAdder();
  private final LongAdder found = new LongAdder();

  /**
   * @param paged whether the store answers in pages of 1,000 keys, as S3 does
   */
  ListingCounters(boolean paged) {
    this.paged = paged;
  }

  /** A listing was read that had so many entries. */
  void listed(long entries) {
    requests.add(paged ? Math.max(1, (entries + PAGE - 1) / PAGE) : 1);
  }

  void found(long files) {
    found.add(files);
  }

  long requests() {
    return requests.sum();
  }

  long found() {
    return found.sum();
  }
}
