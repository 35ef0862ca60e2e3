package io.lookouttrail.integrity.chain;

import io.lookouttrail.archive.KeyLayout;
import io.lookouttrail.integrity.digest.PublicKeys;
import io.lookouttrail.run.Window;
import java.io.Serializable;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/**
 * Keys, locations and window that the validations of all chains share.
 *
 * @param firstDay first delivery day to report, if there is one (a list, because it is serialized)
 * @param lastDay last delivery day to report, likewise
 * @param root canonical name of the archive, with a trailing slash; objects outside it were not
 *     listed, so they are never reported as missing
 * @param digests the names of the digests that were listed
 */
public record ValidationContext(
    PublicKeys keys,
    OriginalLocations locations,
    List<LocalDate> firstDay,
    List<LocalDate> lastDay,
    String root,
    ListedNames digests)
    implements Serializable {

  public ValidationContext {
    firstDay = new ArrayList<>(firstDay);
    lastDay = new ArrayList<>(lastDay);
  }

  public static ValidationContext of(
      PublicKeys keys,
      OriginalLocations locations,
      Window window,
      String root,
      ListedNames digests) {
    return new ValidationContext(
        keys,
        locations,
        window.firstDeliveryDay().stream().toList(),
        window.lastDeliveryDay().stream().toList(),
        root,
        digests);
  }

  /** Whether a log or digest, by its key or canonical name, was delivered in the window. */
  public boolean isInWindow(String name) {
    return KeyLayout.dayOf(name).map(this::isInWindow).orElse(true);
  }

  /** Whether a location is inside the archive, so that an object which is not there is missing. */
  boolean isListed(String location) {
    return location.startsWith(root);
  }

  /** Whether a digest is at a location. */
  boolean isThere(String location) {
    return digests.contains(location);
  }

  /** Whether a period overlaps the window. */
  boolean overlapsWindow(Instant start, Instant end) {
    return firstDay.stream().allMatch(first -> !day(end).isBefore(first))
        && lastDay.stream().allMatch(last -> !day(start).isAfter(last));
  }

  /** Whether the window contains a whole period. */
  public boolean containsInWindow(Instant start, Instant end) {
    return isInWindow(day(start)) && isInWindow(day(end));
  }

  private boolean isInWindow(LocalDate day) {
    return firstDay.stream().allMatch(first -> !day.isBefore(first))
        && lastDay.stream().allMatch(last -> !day.isAfter(last));
  }

  private static LocalDate day(Instant time) {
    return LocalDate.ofInstant(time, ZoneOffset.UTC);
  }
}
