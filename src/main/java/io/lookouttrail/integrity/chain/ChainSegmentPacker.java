package io.lookouttrail.integrity.chain;

import io.lookouttrail.archive.LogFile;
import io.lookouttrail.archive.TaskPacking;
import io.lookouttrail.integrity.digest.DigestName;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Packer of digests into tasks: it sorts digests by chain, cuts each chain into segments, and packs
 * the segments into tasks. It holds one segment of each chain at a time.
 *
 * <p>Chains are cut by the calendar, so the segments, and with them the findings, are the same on
 * any machine.
 */
public final class ChainSegmentPacker {
  private static final int DAYS = 16;
  private static final long SECONDS = DAYS * 86_400L;
  private static final int MOST_IN_A_TASK = 400;
  private static final int FEWEST_IN_A_TASK = 48;

  private static final Comparator<LogFile> NEWEST_FIRST =
      Comparator.comparing(ChainSegmentPacker::end).reversed().thenComparing(LogFile::sourceFile);

  private ChainSegmentPacker() {}

  /**
   * Packs the segments of all chains; each element of the result is the input of one task.
   *
   * @param digests in the order of their days
   * @param count number of digests
   */
  public static List<byte[]> parcels(Iterable<LogFile> digests, long count, int cores) {
    List<byte[]> parcels = new ArrayList<>();
    TaskPacking<ChainSegment> packing =
        new TaskPacking<>(
            TaskPacking.maxWeight(count, cores, FEWEST_IN_A_TASK, MOST_IN_A_TASK),
            ChainSegment::size,
            task -> parcels.add(ChainSegmentCodec.encode(task)));
    cut(digests, packing::add);
    packing.end();
    return parcels;
  }

  /** The segments without their packing. */
  static List<ChainSegment> segments(Iterable<LogFile> digests) {
    List<ChainSegment> segments = new ArrayList<>();
    cut(digests, segments::add);
    return segments;
  }

  private static void cut(Iterable<LogFile> digests, Consumer<ChainSegment> sealed) {
    Map<ChainId, Pending> chains = new LinkedHashMap<>();
    for (LogFile digest : digests) {
      chains.computeIfAbsent(ChainId.of(digest), Pending::new).add(digest, sealed);
    }
    chains.values().forEach(chain -> chain.end(sealed));
  }

  /** Digests of a chain that are in no segment yet. */
  private static final class Pending {
    private final ChainId chain;
    private final List<LogFile> files = new ArrayList<>();

    /** How many of them the next segment reports. */
    private int own;

    private boolean endsChain = true;

    Pending(ChainId chain) {
      this.chain = chain;
    }

    void add(LogFile digest, Consumer<ChainSegment> sealed) {
      files.add(digest);
      own +=
          own == files.size() - 1 && segmentNumber(digest) == segmentNumber(files.get(0)) ? 1 : 0;
      if (files.size() > own + ChainSegment.OVERLAP) {
        seal(sealed);
      }
    }

    void end(Consumer<ChainSegment> sealed) {
      while (!files.isEmpty()) {
        seal(sealed);
      }
    }

    private void seal(Consumer<ChainSegment> sealed) {
      int known = Math.min(files.size(), own + ChainSegment.OVERLAP);
      boolean newerOmitted = files.size() > known;
      List<LogFile> newer = chain.isChain() ? files.subList(own, known) : List.of();
      sealed.accept(
          new ChainSegment(
              chain,
              newestFirst(newer),
              newestFirst(files.subList(0, own)),
              newerOmitted,
              endsChain));
      files.subList(0, own).clear();
      endsChain = false;
      own = 0;
      while (own < files.size() && segmentNumber(files.get(own)) == segmentNumber(files.get(0))) {
        own++;
      }
    }

    private static List<LogFile> newestFirst(List<LogFile> some) {
      return some.stream().sorted(NEWEST_FIRST).toList();
    }
  }

  private static Instant end(LogFile digest) {
    return ChainId.digestName(digest).map(DigestName::endedAt).orElse(digest.deliveredAt());
  }

  private static long segmentNumber(LogFile digest) {
    return Math.floorDiv(end(digest).getEpochSecond(), SECONDS);
  }
}
