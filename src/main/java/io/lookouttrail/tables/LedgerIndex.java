package io.lookouttrail.tables;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * What the ledger knows of files, by their names, in some 50 bytes a file: an open-addressed hash
 * table over 128 bits of a name's hash, so that millions of files fit a driver.
 */
public final class LedgerIndex {
  private static final int SOURCES_BITS = 30;
  private static final int QUARANTINED = 1 << SOURCES_BITS;

  /**
   * What the ledger knows of one file.
   *
   * @param bytes its stored size
   * @param modifiedAt its modification time
   * @param eventSources the sources it was read for
   * @param quarantined whether something of it stands in quarantine
   * @param deliveredDate the partition of its row
   */
  public record Entry(
      long bytes,
      Instant modifiedAt,
      List<String> eventSources,
      boolean quarantined,
      LocalDate deliveredDate) {

    public Entry {
      eventSources = List.copyOf(eventSources);
    }
  }

  private final MessageDigest hash = md5();
  private final List<List<String>> sourceSets = new ArrayList<>();

  /** A slot's two halves of the hash; both zero where it is free. */
  private long[] high = new long[1 << 10];

  private long[] low = new long[1 << 10];
  private long[] bytes = new long[1 << 10];
  private long[] modifiedMillis = new long[1 << 10];
  private int[] deliveredDay = new int[1 << 10];
  private int[] sourcesAndStatus = new int[1 << 10];
  private int size;

  /** How many files it knows. */
  public int size() {
    return size;
  }

  /** Remembers a file; a later entry of the same name replaces the earlier one. */
  public void add(String sourceFile, Entry entry) {
    if (size * 2 >= high.length) {
      grow();
    }
    ByteBuffer key = key(sourceFile);
    int slot = slot(key.getLong(0), key.getLong(8));
    if (high[slot] == 0 && low[slot] == 0) {
      size++;
    }
    high[slot] = key.getLong(0);
    low[slot] = key.getLong(8);
    bytes[slot] = entry.bytes();
    modifiedMillis[slot] = entry.modifiedAt().toEpochMilli();
    deliveredDay[slot] = Math.toIntExact(entry.deliveredDate().toEpochDay());
    sourcesAndStatus[slot] =
        sourceSet(entry.eventSources()) | (entry.quarantined() ? QUARANTINED : 0);
  }

  public Optional<Entry> find(String sourceFile) {
    ByteBuffer key = key(sourceFile);
    int slot = slot(key.getLong(0), key.getLong(8));
    if (high[slot] == 0 && low[slot] == 0) {
      return Optional.empty();
    }
    return Optional.of(
        new Entry(
            bytes[slot],
            Instant.ofEpochMilli(modifiedMillis[slot]),
            sourceSets.get(sourcesAndStatus[slot] & (QUARANTINED - 1)),
            (sourcesAndStatus[slot] & QUARANTINED) != 0,
            LocalDate.ofEpochDay(deliveredDay[slot])));
  }

  private int sourceSet(List<String> sources) {
    int known = sourceSets.indexOf(sources);
    if (known >= 0) {
      return known;
    }
    sourceSets.add(sources);
    return sourceSets.size() - 1;
  }

  private int slot(long wantedHigh, long wantedLow) {
    int mask = high.length - 1;
    int slot = (int) wantedHigh & mask;
    while ((high[slot] != wantedHigh || low[slot] != wantedLow)
        && (high[slot] != 0 || low[slot] != 0)) {
      slot = (slot + 1) & mask;
    }
    return slot;
  }

  private void grow() {
    long[] oldHigh = high;
    long[] oldLow = low;
    long[] oldBytes = bytes;
    long[] oldModified = modifiedMillis;
    int[] oldDay = deliveredDay;
    int[] oldSources = sourcesAndStatus;
    int capacity = Math.multiplyExact(oldHigh.length, 2);
    high = new long[capacity];
    low = new long[capacity];
    bytes = Arrays.copyOf(oldBytes, capacity);
    modifiedMillis = Arrays.copyOf(oldModified, capacity);
    deliveredDay = Arrays.copyOf(oldDay, capacity);
    sourcesAndStatus = Arrays.copyOf(oldSources, capacity);
    for (int old = 0; old < oldHigh.length; old++) {
      if (oldHigh[old] != 0 || oldLow[old] != 0) {
        int slot = slot(oldHigh[old], oldLow[old]);
        high[slot] = oldHigh[old];
        low[slot] = oldLow[old];
        bytes[slot] = oldBytes[old];
        modifiedMillis[slot] = oldModified[old];
        deliveredDay[slot] = oldDay[old];
        sourcesAndStatus[slot] = oldSources[old];
      }
    }
  }

  private ByteBuffer key(String sourceFile) {
    return ByteBuffer.wrap(hash.digest(sourceFile.getBytes(StandardCharsets.UTF_8)));
  }

  private static MessageDigest md5() {
    try {
      // 128 bits that are spread evenly; nothing here needs to withstand an attacker.
      return MessageDigest.getInstance("MD5");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
