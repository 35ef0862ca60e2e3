package io.lookouttrail.archive;

import java.util.concurrent.atomic.LongAdder;

/** Counts the requests and the files of a listing, across its threads. */
final class ListingCounters {

  private final LongAdder requests = new LongAdder();
  private final LongAdder found = new LongAdder();

  void requested(long number) {
    requests.add(number);
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
