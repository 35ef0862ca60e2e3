package io.lookouttrail.integrity;

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
 * What every walk of a check goes by.
 *
 * @param from first delivery day that is reported, if there is one (a list: it is serialized)
 * @param to last one, likewise
 * @param root canonical name of the archive, with a slash at its end: what lies outside was not
 *     listed, and is not said to be missing
 */
record ValidationRules(
    PublicKeys keys,
    OriginalLocations places,
    List<LocalDate> from,
    List<LocalDate> to,
    String root)
    implements Serializable {

  ValidationRules {
    from = new ArrayList<>(from);
    to = new ArrayList<>(to);
  }

  static ValidationRules of(PublicKeys keys, OriginalLocations places, Window window, String root) {
    return new ValidationRules(
        keys,
        places,
        window.firstDeliveryDay().stream().toList(),
        window.lastDeliveryDay().stream().toList(),
        root);
  }

  /** Whether a log or a digest is to be reported, by its key or canonical name. */
  boolean wants(String name) {
    return KeyLayout.dayOf(name).map(this::wantsDay).orElse(true);
  }

  /** Whether a place was listed, so that what is not found there is missing. */
  boolean isListed(String place) {
    return place.startsWith(root);
  }

  /** Whether a time touches the window. */
  boolean wants(Instant start, Instant end) {
    return from.stream().allMatch(first -> !day(end).isBefore(first))
        && to.stream().allMatch(last -> !day(start).isAfter(last));
  }

  /** Whether a time lies in the window from its beginning to its end. */
  boolean wantsAllOf(Instant start, Instant end) {
    return wantsDay(day(start)) && wantsDay(day(end));
  }

  private boolean wantsDay(LocalDate day) {
    return from.stream().allMatch(first -> !day.isBefore(first))
        && to.stream().allMatch(last -> !day.isAfter(last));
  }

  private static LocalDate day(Instant time) {
    return LocalDate.ofInstant(time, ZoneOffset.UTC);
  }
}
