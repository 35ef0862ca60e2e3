package io.lookouttrail.archive;

import java.time.YearMonth;
import java.util.Comparator;
import java.util.Optional;

/**
 * Files and bytes of one account, Region and month of delivery.
 *
 * @param account empty if neither key nor name contains one
 * @param region empty if neither key nor name contains one
 * @param month month of delivery, UTC
 * @param files number of log files
 * @param bytes their stored size
 */
public record ListingTotal(
    Optional<String> account, Optional<String> region, YearMonth month, long files, long bytes) {

  static final Comparator<ListingTotal> ORDER =
      Comparator.comparing((ListingTotal total) -> total.account().orElse(""))
          .thenComparing(total -> total.region().orElse(""))
          .thenComparing(ListingTotal::month);

  static ListingTotal of(CompactFileList batch) {
    return new ListingTotal(
        Optional.ofNullable(batch.account()),
        Optional.ofNullable(batch.region()),
        YearMonth.from(batch.day()),
        batch.size(),
        batch.totalBytes());
  }

  /** Key under which files are counted. */
  record Key(Optional<String> account, Optional<String> region, YearMonth month) {}

  Key key() {
    return new Key(account, region, month);
  }

  ListingTotal plus(ListingTotal other) {
    return new ListingTotal(account, region, month, files + other.files, bytes + other.bytes);
  }
}
