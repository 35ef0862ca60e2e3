package io.lookouttrail.archive;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Log files of one folder, account, Region and delivery day, sorted by name.
 *
 * <p>An archive has millions of files and a driver a gigabyte, so of a file it keeps only the part
 * of the name that differs from the others in the list, and three numbers: about 45 bytes.
 */
final class CompactFileList {

  /** A file before it is packed. */
  record Entry(
      String name,
      long bytes,
      long modifiedMillis,
      LocalDate day,
      boolean dated,
      @Nullable String account,
      @Nullable String region) {}

  private final FolderContext folder;
  private final @Nullable String account;
  private final @Nullable String region;
  private final LocalDate day;
  private final boolean allDated;
  private final String head;
  private final String tail;
  private final byte[] middles;
  private final int[] ends;
  private final long[] bytes;
  private final long[] modifiedMillis;

  /**
   * @param entries at least one, all of the same day, account and Region, sorted by name
   */
  CompactFileList(FolderContext folder, List<Entry> entries) {
    Entry first = entries.get(0);
    Entry last = entries.get(entries.size() - 1);
    this.folder = folder;
    this.account = first.account();
    this.region = first.region();
    this.day = first.day();
    this.allDated = entries.stream().allMatch(Entry::dated);
    this.head = commonHead(first.name(), last.name());
    this.tail = commonTail(entries, head.length());
    this.ends = new int[entries.size()];
    this.bytes = entries.stream().mapToLong(Entry::bytes).toArray();
    this.modifiedMillis = entries.stream().mapToLong(Entry::modifiedMillis).toArray();
    StringBuilder rest = new StringBuilder();
    byte[][] parts = new byte[entries.size()][];
    int length = 0;
    for (int i = 0; i < parts.length; i++) {
      String name = entries.get(i).name();
      rest.setLength(0);
      rest.append(name, head.length(), name.length() - tail.length());
      parts[i] = rest.toString().getBytes(StandardCharsets.UTF_8);
      length += parts[i].length;
      ends[i] = length;
    }
    this.middles = new byte[length];
    for (int i = 0; i < parts.length; i++) {
      System.arraycopy(parts[i], 0, middles, ends[i] - parts[i].length, parts[i].length);
    }
  }

  FolderContext folder() {
    return folder;
  }

  @Nullable String account() {
    return account;
  }

  @Nullable String region() {
    return region;
  }

  LocalDate day() {
    return day;
  }

  /** Whether the key of every file has a date. */
  boolean isAllDated() {
    return allDated;
  }

  int size() {
    return ends.length;
  }

  long totalBytes() {
    long total = 0;
    for (long size : bytes) {
      total += size;
    }
    return total;
  }

  String sourceFile(int i) {
    return folder.sourcePrefix() + name(i);
  }

  LogFile file(int i) {
    String name = name(i);
    Instant modifiedAt = Instant.ofEpochMilli(modifiedMillis[i]);
    Instant inKey = deliveredAt(name);
    return new LogFile(
        folder.sourcePrefix() + name,
        folder.pathPrefix() + name,
        bytes[i],
        modifiedAt,
        account,
        region,
        inKey == null ? modifiedAt : inKey,
        inKey != null);
  }

  private @Nullable Instant deliveredAt(String name) {
    Instant inName = LogFileName.deliveredAt(name);
    LocalDate folderDay = folder.day();
    return inName == null && folderDay != null
        ? folderDay.atStartOfDay(ZoneOffset.UTC).toInstant()
        : inName;
  }

  private String name(int i) {
    int start = i == 0 ? 0 : ends[i - 1];
    return head + new String(middles, start, ends[i] - start, StandardCharsets.UTF_8) + tail;
  }

  /**
   * The common start of the first and the last of sorted names, which all names between have too.
   */
  private static String commonHead(String first, String last) {
    int length = 0;
    int limit = Math.min(first.length(), last.length());
    while (length < limit && first.charAt(length) == last.charAt(length)) {
      length++;
    }
    boolean splitsPair = length > 0 && Character.isHighSurrogate(first.charAt(length - 1));
    return first.substring(0, splitsPair ? length - 1 : length);
  }

  private static String commonTail(List<Entry> entries, int headLength) {
    String first = entries.get(0).name();
    int length = first.length() - headLength;
    for (Entry entry : entries) {
      String name = entry.name();
      int limit = Math.min(length, name.length() - headLength);
      int same = 0;
      while (same < limit
          && name.charAt(name.length() - 1 - same) == first.charAt(first.length() - 1 - same)) {
        same++;
      }
      length = same;
    }
    int start = first.length() - length;
    boolean splitsPair = length > 0 && Character.isLowSurrogate(first.charAt(start));
    return first.substring(splitsPair ? start + 1 : start);
  }
}
