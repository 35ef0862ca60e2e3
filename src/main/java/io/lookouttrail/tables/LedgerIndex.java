package io.lookouttrail.tables;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Index of the ledger's entries by file name. It takes about 35 bytes a file, so that millions of
 * files fit the driver's memory: entries are kept in pages, and a hash table holds their numbers.
 *
 * <p>Only 64 bits of a name's hash are kept. Among 20 million files, two share these bits in one of
 * 90,000 ledgers. Such a file is read again unless both size and time also match.
 */
public final class LedgerIndex {
  private static final int PAGE_BITS = 16;
  private static final int PAGE = 1 << PAGE_BITS;
  private static final int FIRST_CAPACITY = 1 << 10;

  /** Bits of an entry's {@link #states}: the number of its set of sources, status, day. */
  private static final int SOURCES_BITS = 12;

  private static final int QUARANTINED = 1 << SOURCES_BITS;
  private static final int DAY_SHIFT = SOURCES_BITS + 1;

  /**
   * The ledger's entry of one file.
   *
   * @param bytes its stored size
   * @param modifiedAt its modification time
   * @param eventSources the sources for which it was read
   * @param quarantined whether the file or one of its records is in quarantine
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

  /** Hash table of entry numbers, from 1; 0 is a free slot. */
  private int[] slots = new int[FIRST_CAPACITY];

  private final List<long[]> names = new ArrayList<>();
  private final List<long[]> sizes = new ArrayList<>();
  private final List<long[]> millis = new ArrayList<>();
  private final List<int[]> states = new ArrayList<>();
  private int size;
  private boolean anyRewritten;

  /** Whether one of the files was rewritten, so that its entry is not of its first version. */
  public boolean isAnyRewritten() {
    return anyRewritten;
  }

  void noteRewritten() {
    anyRewritten = true;
  }

  /** The number of files. */
  public int size() {
    return size;
  }

  /** Adds a file; a later entry of the same name replaces the earlier one. */
  public void add(String sourceFile, Entry entry) {
    if (size >= slots.length / 4 * 3) {
      grow();
    }
    long name = hashOf(sourceFile);
    int slot = slot(name);
    if (slots[slot] == 0) {
      slots[slot] = append(name);
    }
    int number = slots[slot] - 1;
    set(sizes, number, entry.bytes());
    set(millis, number, entry.modifiedAt().toEpochMilli());
    int day = Math.toIntExact(entry.deliveredDate().toEpochDay());
    states.get(number >> PAGE_BITS)[number & (PAGE - 1)] =
        day << DAY_SHIFT
            | (entry.quarantined() ? QUARANTINED : 0)
            | sourceSet(entry.eventSources());
  }

  /** The entry of a file; empty where the ledger has none. */
  public Optional<Entry> find(String sourceFile) {
    int number = slots[slot(hashOf(sourceFile))] - 1;
    if (number < 0) {
      return Optional.empty();
    }
    int state = states.get(number >> PAGE_BITS)[number & (PAGE - 1)];
    return Optional.of(
        new Entry(
            get(sizes, number),
            Instant.ofEpochMilli(get(millis, number)),
            sourceSets.get(state & (QUARANTINED - 1)),
            (state & QUARANTINED) != 0,
            LocalDate.ofEpochDay(state >> DAY_SHIFT)));
  }

  private int append(long name) {
    if (size == names.size() * PAGE) {
      names.add(new long[PAGE]);
      sizes.add(new long[PAGE]);
      millis.add(new long[PAGE]);
      states.add(new int[PAGE]);
    }
    set(names, size, name);
    return ++size;
  }

  private static long get(List<long[]> pages, int number) {
    return pages.get(number >> PAGE_BITS)[number & (PAGE - 1)];
  }

  private static void set(List<long[]> pages, int number, long value) {
    pages.get(number >> PAGE_BITS)[number & (PAGE - 1)] = value;
  }

  private int sourceSet(List<String> sources) {
    int known = sourceSets.indexOf(sources);
    if (known >= 0) {
      return known;
    }
    if (sourceSets.size() == QUARANTINED) {
      throw new IllegalStateException("more than " + QUARANTINED + " sets of event sources");
    }
    sourceSets.add(sources);
    return sourceSets.size() - 1;
  }

  /** The slot of the name's entry, or the free slot where it belongs. */
  private int slot(long name) {
    int mask = slots.length - 1;
    int slot = (int) name & mask;
    while (slots[slot] != 0 && get(names, slots[slot] - 1) != name) {
      slot = (slot + 1) & mask;
    }
    return slot;
  }

  private void grow() {
    slots = new int[Math.multiplyExact(slots.length, 2)];
    for (int number = 0; number < size; number++) {
      slots[slot(get(names, number))] = number + 1;
    }
  }

  private long hashOf(String sourceFile) {
    return ByteBuffer.wrap(hash.digest(sourceFile.getBytes(StandardCharsets.UTF_8))).getLong();
  }

  private static MessageDigest md5() {
    try {
      // Needs evenly spread bits, but no resistance to an attacker.
      return MessageDigest.getInstance("MD5");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
