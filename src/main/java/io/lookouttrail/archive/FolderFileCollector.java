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

/** Collects the files of one folder that are in a window, and packs them into compact lists. */
final class FolderFileCollector {

  /** Maximum of unpacked files, so that a folder of millions does not fill the heap. */
  private static final int MAX_UNPACKED = 50_000;

  private static final Comparator<String> NULLS_FIRST =
      Comparator.nullsFirst(Comparator.naturalOrder());
  private static final Comparator<CompactFileList.Entry> ORDER =
      Comparator.comparing(CompactFileList.Entry::day)
          .thenComparing(CompactFileList.Entry::account, NULLS_FIRST)
          .thenComparing(CompactFileList.Entry::region, NULLS_FIRST)
          .thenComparing(CompactFileList.Entry::name);

  private final ObjectKind objectKind;
  private final KeyPosition position;
  private final FolderContext names;
  private final Window window;
  private final SkippedObjects skipped;
  private final List<CompactFileList> packed;
  private final List<CompactFileList.Entry> unpacked = new ArrayList<>();

  /**
   * @param skipped receives the owner of each file, and the files outside the window
   * @param packed receives the compact lists
   */
  FolderFileCollector(
      ObjectKind objectKind,
      Folder folder,
      Window window,
      SkippedObjects skipped,
      List<CompactFileList> packed) {
    this.objectKind = objectKind;
    this.position = folder.position();
    this.names = FolderContext.of(folder);
    this.window = window;
    this.skipped = skipped;
    this.packed = packed;
  }

  /** Adds a file if it is in the window. */
  boolean add(String name, long bytes, long modifiedMillis) {
    String account = position.account();
    String region = position.region();
    if (account == null || region == null) {
      LogFileName inName = objectKind.factsInName(name);
      account = account == null ? inName.account() : account;
      region = region == null ? inName.region() : region;
    }
    Instant timeInName = LogFileName.deliveredAt(name);
    LocalDate nameDay = timeInName == null ? null : LocalDate.ofInstant(timeInName, ZoneOffset.UTC);
    LocalDate knownDay = nameDay == null ? names.day() : nameDay;
    // The layout's day folder decides, so that skipping folders and checking names give the same
    // result.
    LocalDate windowDay = position.day() > 0 ? position.firstDay() : knownDay;
    if (!isInWindow(account, region, windowDay)) {
      skipped.outside(account, region, windowDay);
      return false;
    }
    skipped.owner(account, region);
    LocalDate day =
        knownDay != null
            ? knownDay
            : LocalDate.ofInstant(Instant.ofEpochMilli(modifiedMillis), ZoneOffset.UTC);
    unpacked.add(
        new CompactFileList.Entry(
            name, bytes, modifiedMillis, day, knownDay != null, account, region));
    if (unpacked.size() == MAX_UNPACKED) {
      pack();
    }
    return true;
  }

  /** The canonical name of a file in the folder. */
  String nameOf(String file) {
    return names.sourcePrefix() + file;
  }

  KeyPosition position() {
    return position;
  }

  /** Packs what was added since the last time. */
  void pack() {
    unpacked.sort(ORDER);
    int start = 0;
    for (int i = 1; i <= unpacked.size(); i++) {
      if (i == unpacked.size() || !haveSameKey(unpacked.get(start), unpacked.get(i))) {
        packed.add(new CompactFileList(names, unpacked.subList(start, i)));
        start = i;
      }
    }
    unpacked.clear();
  }

  private boolean isInWindow(
      @Nullable String account, @Nullable String region, @Nullable LocalDate day) {
    return (account == null || window.includesAccount(account))
        && (region == null || window.includesRegion(region))
        && (day == null || window.includesDay(day));
  }

  private static boolean haveSameKey(CompactFileList.Entry one, CompactFileList.Entry other) {
    return one.day().equals(other.day())
        && Objects.equals(one.account(), other.account())
        && Objects.equals(one.region(), other.region());
  }
}
