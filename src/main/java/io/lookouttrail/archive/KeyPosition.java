package io.lookouttrail.archive;

import io.lookouttrail.run.AccountId;
import io.lookouttrail.run.RegionName;
import io.lookouttrail.run.Window;
import java.time.LocalDate;
import java.time.YearMonth;
import org.jspecify.annotations.Nullable;

/**
 * Position of a folder in the layout, from the names of the folders above it and its own.
 *
 * <p>Account, Region and day are known only where the layout proves them ({@code
 * AWSLogs/[o-id/]<account>}, {@code <account>/CloudTrail/<region>/YYYY/MM/DD}), because folders are
 * skipped by them. A prefix that only looks like a year or an account may cost an extra request,
 * but never hides a file.
 *
 * @param stage how far down the layout
 * @param account null where it is not known; of a {@link Stage#MAYBE_ACCOUNT} too
 * @param region null where it is not known
 * @param year 0 where it is not known
 * @param month 0 where it is not known
 * @param day 0 where it is not known
 * @param foreign kind of the objects in a folder of {@link Stage#FOREIGN}; null in any other
 * @param name the folder's own name
 */
record KeyPosition(
    Stage stage,
    @Nullable String account,
    @Nullable String region,
    int year,
    int month,
    int day,
    @Nullable ForeignObject foreign,
    String name) {

  enum Stage {
    /** Above the layout, or outside it. */
    ANYWHERE,
    LOGS,
    ORGANIZATION,
    ACCOUNT,
    /** Twelve digits, which are an account only if CloudTrail's folder is below. */
    MAYBE_ACCOUNT,
    TRAIL,
    REGION,
    YEAR,
    MONTH,
    DAY,
    /** In a folder of foreign objects. */
    FOREIGN
  }

  private static final KeyPosition TOP =
      new KeyPosition(Stage.ANYWHERE, null, null, 0, 0, 0, null, "");

  /** The place of a folder by its path or key. */
  static KeyPosition of(String folders) {
    KeyPosition position = TOP;
    for (String name : folders.split("/", -1)) {
      if (!name.isEmpty()) {
        position = position.child(name);
      }
    }
    return position;
  }

  /** The position of a hidden folder, in which only CloudTrail's whole layout counts. */
  static KeyPosition hidden(String name) {
    return foreign(ForeignObject.HIDDEN, name);
  }

  KeyPosition child(String name) {
    if (name.isEmpty()) {
      // Two slashes beside one another, where a trail's prefix ends with one.
      return this;
    }
    if (name.equals(KeyLayout.LOGS)) {
      return new KeyPosition(Stage.LOGS, null, null, 0, 0, 0, null, name);
    }
    if (stage == Stage.FOREIGN) {
      return this;
    }
    ForeignObject foreign = ForeignObject.ofTrailFolder(name);
    if (foreign != null) {
      return foreign(foreign, name);
    }
    if (name.equals(KeyLayout.TRAIL)) {
      String owner = stage == Stage.MAYBE_ACCOUNT ? this.name : account;
      return new KeyPosition(Stage.TRAIL, owner, null, 0, 0, 0, null, name);
    }
    return switch (stage) {
      case ANYWHERE -> year == 0 && account == null ? maybeAccount(name) : below(name);
      case LOGS -> KeyLayout.isOrganization(name) ? at(Stage.ORGANIZATION, name) : account(name);
      case ORGANIZATION -> account(name);
      case ACCOUNT -> service(name);
      case MAYBE_ACCOUNT -> ForeignObject.ofService(name) == null ? below(name) : service(name);
      case TRAIL -> RegionName.isValid(name) ? region(name) : below(name);
      case REGION -> dated(Stage.YEAR, LogFileName.digits(name, 0, 4), 0, 0, name);
      case YEAR -> dated(Stage.MONTH, year, LogFileName.digits(name, 0, 2), 0, name);
      case MONTH -> dated(Stage.DAY, year, month, LogFileName.digits(name, 0, 2), name);
      case DAY -> below(name);
      case FOREIGN -> this;
    };
  }

  /** Whether CloudTrail's folders may begin below, whatever the folders are named. */
  boolean isAboveLayout() {
    return foreign == ForeignObject.HIDDEN
        || (year == 0
            && region == null
            && (stage == Stage.MAYBE_ACCOUNT || stage == Stage.ANYWHERE));
  }

  /** Whether files of the window may be below. */
  boolean overlaps(Window window) {
    return (account == null || window.includesAccount(account))
        && (region == null || window.includesRegion(region))
        && (year == 0 || (startsBeforeEnd(window) && endsAfterStart(window)));
  }

  /** Whether every day below is in the window. */
  boolean isWithin(Window window) {
    if (year == 0) {
      return window.firstDeliveryDay().isEmpty() && window.lastDeliveryDay().isEmpty();
    }
    return window.includesDay(firstDay()) && window.includesDay(lastDay());
  }

  /** The first day that may be below; only if the year is known. */
  LocalDate firstDay() {
    return LocalDate.of(year, Math.max(month, 1), Math.max(day, 1));
  }

  /** The last day that may be below; only if the year is known. */
  LocalDate lastDay() {
    return day > 0 ? firstDay() : YearMonth.of(year, month > 0 ? month : 12).atEndOfMonth();
  }

  /**
   * The delivery day in the folders: the layout's, or the last three folders if they are a date
   * outside the layout; null if there is neither.
   */
  @Nullable LocalDate deliveryDay(String folders) {
    return day > 0 ? firstDay() : dayAtEnd(folders);
  }

  private static @Nullable LocalDate dayAtEnd(String folders) {
    int start = folders.length() - "yyyy/mm/dd".length();
    boolean dated =
        start >= 0
            && (start == 0 || folders.charAt(start - 1) == '/')
            && folders.charAt(start + 4) == '/'
            && folders.charAt(start + 7) == '/';
    if (!dated) {
      return null;
    }
    int year = LogFileName.digits(folders, start, start + 4);
    int month = LogFileName.digits(folders, start + 5, start + 7);
    int day = LogFileName.digits(folders, start + 8, start + 10);
    return LogFileName.isDate(year, month, day) ? LocalDate.of(year, month, day) : null;
  }

  private boolean startsBeforeEnd(Window window) {
    return window.lastDeliveryDay().map(last -> !firstDay().isAfter(last)).orElse(true);
  }

  private boolean endsAfterStart(Window window) {
    return window.firstDeliveryDay().map(first -> !lastDay().isBefore(first)).orElse(true);
  }

  private KeyPosition maybeAccount(String name) {
    return AccountId.isValid(name) ? at(Stage.MAYBE_ACCOUNT, name) : at(Stage.ANYWHERE, name);
  }

  private KeyPosition account(String name) {
    return AccountId.isValid(name)
        ? new KeyPosition(Stage.ACCOUNT, name, null, 0, 0, 0, null, name)
        : at(Stage.ANYWHERE, name);
  }

  private KeyPosition service(String name) {
    ForeignObject known = ForeignObject.ofService(name);
    return foreign(known == null ? ForeignObject.OTHER_SERVICE : known, name);
  }

  private KeyPosition region(String name) {
    return new KeyPosition(Stage.REGION, account, name, 0, 0, 0, null, name);
  }

  private KeyPosition dated(Stage next, int year, int month, int day, String name) {
    boolean fits = name.length() == (next == Stage.YEAR ? 4 : 2);
    boolean date =
        LogFileName.isDate(year, next == Stage.YEAR ? 1 : month, next == Stage.DAY ? day : 1);
    return fits && date
        ? new KeyPosition(next, account, region, year, month, day, null, name)
        : below(name);
  }

  private KeyPosition below(String name) {
    return at(Stage.ANYWHERE, name);
  }

  private KeyPosition at(Stage next, String name) {
    return new KeyPosition(next, account, region, year, month, day, null, name);
  }

  private static KeyPosition foreign(ForeignObject kind, String name) {
    return new KeyPosition(Stage.FOREIGN, null, null, 0, 0, 0, kind, name);
  }
}
