package io.lookouttrail.archive;

import io.lookouttrail.run.Window;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Gathers the files of one folder that a window wants, and packs them into batches. */
final class FolderFileCollector {

  /** So many wait unpacked at most, so that a folder of millions does not fill the heap. */
  private static final int MAX_UNPACKED = 50_000;

  private static final Comparator<String> NULLS_FIRST =
      Comparator.nullsFirst(Comparator.naturalOrder());
  private static final Comparator<CompactFileList.Entry> ORDER =
      Comparator.comparing(CompactFileList.Entry::day)
          .thenComparing(CompactFileList.Entry::account, NULLS_FIRST)
          .thenComparing(CompactFileList.Entry::region, NULLS_FIRST)
          .thenComparing(CompactFileList.Entry::name);

  private final ObjectKind wanted;
  private final KeyPosition place;
  private final FolderContext names;
  private final Window window;
  private final SkippedObjects sightings;
  private final List<CompactFileList> packed;
  private final List<CompactFileList.Entry> unpacked = new ArrayList<>();

  /**
   * @param sightings told of each file, wanted or not
   * @param packed where the batches go
   */
  FolderFileCollector(
      ObjectKind wanted,
      Folder folder,
      Window window,
      SkippedObjects sightings,
      List<CompactFileList> packed) {
    this.wanted = wanted;
    this.place = folder.place();
    this.names = FolderContext.of(folder);
    this.window = window;
    this.sightings = sightings;
    this.packed = packed;
  }

  /** Takes a file if the window wants it. */
  boolean add(String name, long bytes, long modifiedMillis) {
    String account = place.account();
    String region = place.region();
    if (account == null || region == null) {
      LogFileName told = wanted.tells(name);
      account = account == null ? told.account() : account;
      region = region == null ? told.region() : region;
    }
    Instant inName = LogFileName.deliveredAt(name);
    LocalDate nameDay = inName == null ? null : LocalDate.ofInstant(inName, ZoneOffset.UTC);
    LocalDate toldDay = nameDay == null ? names.day() : nameDay;
    // The layout's day folder decides, so that leaving folders out and looking at names agree.
    LocalDate windowDay = place.day() > 0 ? place.firstDay() : toldDay;
    if (!isWanted(account, region, windowDay)) {
      sightings.outside(account, region, windowDay);
      return false;
    }
    sightings.owner(account, region);
    LocalDate day =
        toldDay != null
            ? toldDay
            : LocalDate.ofInstant(Instant.ofEpochMilli(modifiedMillis), ZoneOffset.UTC);
    unpacked.add(new CompactFileList.Entry(name, bytes, modifiedMillis, day, account, region));
    if (unpacked.size() == MAX_UNPACKED) {
      pack();
    }
    return true;
  }

  KeyPosition place() {
    return place;
  }

  /** Packs what was added since the last time. */
  void pack() {
    unpacked.sort(ORDER);
    int start = 0;
    for (int i = 1; i <= unpacked.size(); i++) {
      if (i == unpacked.size() || !together(unpacked.get(start), unpacked.get(i))) {
        packed.add(new CompactFileList(names, unpacked.subList(start, i)));
        start = i;
      }
    }
    unpacked.clear();
  }

  private boolean isWanted(
      @Nullable String account, @Nullable String region, @Nullable LocalDate day) {
    return (account == null || window.wantsAccount(account))
        && (region == null || window.wantsRegion(region))
        && (day == null || window.wantsDay(day));
  }

  private static boolean together(CompactFileList.Entry one, CompactFileList.Entry other) {
    return one.day().equals(other.day())
        && Objects.equals(one.account(), other.account())
        && Objects.equals(one.region(), other.region());
  }
}
