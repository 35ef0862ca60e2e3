package io.lookouttrail.reports.sections;

import io.lookouttrail.reports.memory.DigestCheck;
import io.lookouttrail.reports.memory.LedgerFile;
import io.lookouttrail.reports.memory.ReportMemory;
import io.lookouttrail.reports.query.IngestedMonths;
import io.lookouttrail.reports.query.ReportOptions;
import io.lookouttrail.reports.sections.EvidenceTables.CoverageDay;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The state of each day of an account and Region, as plain code: what the relation {@code
 * {coverage}} holds. A day is proven empty where valid digests cover all its hours and name no log
 * file.
 *
 * @param ledger the months of the ledger
 */
record CoverageDays(ReportOptions options, IngestedMonths ledger) {
  private static final int HOURS_A_DAY = 24;

  /** An account and a Region; SQL compares nulls as unequal, so that a null has no files. */
  private record Place(@Nullable String accountId, @Nullable String region) {
    Day on(LocalDate date) {
      return new Day(this, date);
    }

    boolean isKnown() {
      return accountId != null && region != null;
    }
  }

  private record Day(Place place, @Nullable LocalDate date) {}

  /** What digests say of a day. */
  private static final class Digests {
    private static final Digests NONE = new Digests();
    private final Set<Instant> provenHours = new HashSet<>();
    private boolean hasGap;
    private boolean lacksDigest;
    private boolean hasLog;

    void add(DigestCheck check, Instant hour) {
      if (check.isDigest() && check.hasState("valid")) {
        provenHours.add(hour);
      }
      boolean missing = check.hasState("missing");
      hasGap |= (check.hasState("gap") && !check.hasSeverity("low")) || (check.isLog() && missing);
      lacksDigest |= check.isDigest() && missing;
      hasLog |= check.isLog() && check.state() != null && !missing;
    }
  }

  List<CoverageDay> of(ReportMemory memory) {
    Set<Place> places = new LinkedHashSet<>();
    Map<Day, Long> files = files(memory, places);
    Map<Day, Digests> digests = digests(memory, places);
    List<CoverageDay> days = new ArrayList<>();
    for (Place place : places) {
      options
          .firstDay()
          .datesUntil(options.lastDay().plusDays(1))
          .forEach(date -> days.add(day(place, date, files, digests)));
    }
    return days;
  }

  private Map<Day, Long> files(ReportMemory memory, Set<Place> places) {
    Map<Day, Long> files = new HashMap<>();
    for (LedgerFile file : LedgerWindow.of(memory, options).files()) {
      Place place =
          new Place(
              Objects.requireNonNullElse(file.accountId(), "unknown"),
              Objects.requireNonNullElse(file.region(), "unknown"));
      places.add(place);
      files.merge(new Day(place, file.deliveredDate()), file.isNewest() ? 1L : 0L, Long::sum);
    }
    return files;
  }

  private Map<Day, Digests> digests(ReportMemory memory, Set<Place> places) {
    Map<Day, Digests> digests = new HashMap<>();
    for (DigestCheck check : memory.checks()) {
      Place place = new Place(check.accountId(), check.region());
      for (Instant hour : hours(check)) {
        places.add(place);
        digests
            .computeIfAbsent(
                place.on(LocalDate.ofInstant(hour, ZoneOffset.UTC)), x -> new Digests())
            .add(check, hour);
      }
    }
    return digests;
  }

  /** Returns the hours within the report's months that an object covers, in part or whole. */
  private List<Instant> hours(DigestCheck check) {
    Instant first = midnight(options.firstDay());
    Instant end = midnight(options.lastDay().plusDays(1));
    Instant from = check.startTime();
    Instant to = check.endTime();
    if (from == null || to == null || !from.isBefore(end) || !to.isAfter(first)) {
      return List.of();
    }
    Instant begin = from.isAfter(first) ? from : first;
    Instant last = (to.isBefore(end) ? to : end).minusSeconds(1);
    List<Instant> hours = new ArrayList<>();
    for (Instant hour = begin.truncatedTo(ChronoUnit.HOURS);
        !hour.isAfter(last) || !hour.isAfter(begin);
        hour = hour.plus(Duration.ofHours(1))) {
      hours.add(hour);
    }
    return hours;
  }

  private static Instant midnight(LocalDate day) {
    return day.atStartOfDay(ZoneOffset.UTC).toInstant();
  }

  private CoverageDay day(
      Place place, LocalDate date, Map<Day, Long> filesByDay, Map<Day, Digests> digestsByDay) {
    Day day = place.on(date);
    long files = place.isKnown() ? filesByDay.getOrDefault(day, 0L) : 0;
    Digests digests = place.isKnown() ? digestsByDay.getOrDefault(day, Digests.NONE) : Digests.NONE;
    return new CoverageDay(
        place.accountId(), place.region(), date, state(date, files, digests), files);
  }

  private String state(LocalDate date, long files, Digests digests) {
    if (digests.hasGap) {
      return "gap";
    } else if (files > 0) {
      return "logs";
    } else if (digests.lacksDigest) {
      return "gap";
    } else if (digests.hasLog) {
      return "not ingested";
    } else if (digests.provenHours.size() >= HOURS_A_DAY) {
      return "empty, proven by digest";
    }
    return wasNeverIngested(date) ? "not ingested" : "no file, unproven";
  }

  private boolean wasNeverIngested(LocalDate date) {
    return date.isBefore(ledger.firstDay())
        || date.isAfter(ledger.lastDay())
        || !ledger.has(YearMonth.from(date));
  }
}
