package io.lookouttrail.archive;

import java.util.concurrent.atomic.LongAdder;

/** Counts the requests and the files of a listing, across its threads. */
final class ListingCounters {

  /** Maximum keys in one response of S3. */
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

  /** Adds the requests of a listing with the given number of entries. */
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
