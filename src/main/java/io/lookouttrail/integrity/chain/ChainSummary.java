package io.lookouttrail.integrity.chain;

import io.lookouttrail.tables.DigestFinding.Proof;
import io.lookouttrail.tables.DigestFinding.State;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What the digests of a chain, or of one of its segments, say together: what only the whole chain,
 * or a comparison of chains, can judge.
 */
public final class ChainSummary implements Serializable {
  private static final long serialVersionUID = 1L;

  private final ChainId chain;
  private final TreeMap<String, Long> buckets = new TreeMap<>();
  private final TreeSet<String> unsignedEnds = new TreeSet<>();
  private final TreeMap<String, String> unprovenTails = new TreeMap<>();
  private final ArrayList<AssumedRun> assumedRuns = new ArrayList<>();
  private long signed;
  private boolean unknownKey;
  private boolean headFile;
  private @Nullable Instant provenFrom;
  private @Nullable Instant provenTo;
  private long periodSeconds;

  ChainSummary(ChainId chain) {
    this.chain = chain;
  }

  /**
   * Digests whose proof ends at the newest digest that their segment reads.
   *
   * @param newest canonical name of that digest
   * @param from end of the oldest digest's period
   * @param to end of the newest digest's period
   */
  record AssumedRun(String newest, Instant from, Instant to) implements Serializable {
    boolean contains(Instant end) {
      return !end.isBefore(from) && !end.isAfter(to);
    }
  }

  /** Adds a digest that the segment reports. */
  void add(ValidatedDigest digest, Optional<String> newestRead) {
    digest.document().ifPresent(document -> buckets.merge(document.bucket(), 1L, Long::sum));
    DigestResult result = digest.result();
    if (result.vouches()) {
      signed += result.proof() == Proof.SIGNED ? 1 : 0;
      proven(digest.start(ValidatedDigest.USUAL_LENGTH), digest.end());
    }
    unknownKey |= result.state() == State.UNKNOWN_KEY;
    if (result.trust() == Trust.ASSUMED) {
      assume(newestRead.orElseThrow(), digest.end());
    }
  }

  /** Extends the segment's only run: a digest after it is proven by another one, or not at all. */
  private void assume(String newest, Instant end) {
    Instant from = end;
    Instant to = end;
    if (!assumedRuns.isEmpty()) {
      AssumedRun run = assumedRuns.remove(assumedRuns.size() - 1);
      from = run.from().isBefore(end) ? run.from() : end;
      to = run.to().isAfter(end) ? run.to() : end;
    }
    assumedRuns.add(new AssumedRun(newest, from, to));
  }

  private void proven(Instant start, Instant end) {
    provenFrom = provenFrom == null || start.isBefore(provenFrom) ? start : provenFrom;
    if (provenTo == null || end.isAfter(provenTo)) {
      provenTo = end;
      periodSeconds = end.getEpochSecond() - start.getEpochSecond();
    }
  }

  /** Adds a digest at a segment's end, whose proof the next older segment may need. */
  void addTail(ValidatedDigest digest, Optional<String> newestRead) {
    if (digest.result().trust() != Trust.PROVEN) {
      boolean assumed = digest.result().trust() == Trust.ASSUMED;
      unprovenTails.put(digest.file().sourceFile(), assumed ? newestRead.orElseThrow() : "");
    }
  }

  /** Adds a digest that nothing newer references and that lacks the file with its signature. */
  void addUnsignedEnd(String object) {
    unsignedEnds.add(object);
  }

  /** Notes that a digest of the chain has a file with its signature beside it. */
  void addHeadFile() {
    headFile = true;
  }

  /** Adds the summary of another segment of the chain. */
  ChainSummary merge(ChainSummary other) {
    other.buckets.forEach((bucket, count) -> buckets.merge(bucket, count, Long::sum));
    unsignedEnds.addAll(other.unsignedEnds);
    unprovenTails.putAll(other.unprovenTails);
    assumedRuns.addAll(other.assumedRuns);
    signed += other.signed;
    unknownKey |= other.unknownKey;
    headFile |= other.headFile;
    if (other.provenFrom != null && other.provenTo != null) {
      long period = other.periodSeconds;
      boolean newer = provenTo == null || other.provenTo.isAfter(provenTo);
      proven(other.provenFrom, other.provenTo);
      periodSeconds = newer ? period : periodSeconds;
    }
    return this;
  }

  /** The summaries of whole chains. */
  public static List<ChainSummary> ofChains(Iterable<ChainSummary> segments) {
    Map<ChainId, ChainSummary> chains = new TreeMap<>(ChainId.ORDER);
    for (ChainSummary segment : segments) {
      chains.computeIfAbsent(segment.chain, chain -> new ChainSummary(chain)).merge(segment);
    }
    return List.copyOf(chains.values());
  }

  public ChainId chain() {
    return chain;
  }

  /** Number of digests by the bucket that they name. */
  Map<String, Long> buckets() {
    return Map.copyOf(buckets);
  }

  /** Whether a signature of a valid digest of the chain was verified. */
  boolean isSigned() {
    return signed > 0;
  }

  /** Whether a digest of the chain is valid and proven. */
  boolean isProven() {
    return provenTo != null;
  }

  /** Whether a digest of the chain names a key that was not given. */
  boolean hasUnknownKey() {
    return unknownKey;
  }

  /**
   * The digests that lack a file with their signature, where another digest of the chain has it.
   */
  Set<String> suspiciousEnds() {
    return headFile ? Set.copyOf(unsignedEnds) : Set.of();
  }

  /** The first time that valid, proven digests cover. */
  public Optional<Instant> provenFrom() {
    return Optional.ofNullable(provenFrom);
  }

  /** The last time that valid, proven digests cover. */
  public Optional<Instant> provenTo() {
    return Optional.ofNullable(provenTo);
  }

  /** Length of the newest proven digest's period, in seconds. */
  long periodSeconds() {
    return periodSeconds;
  }

  /** The runs of digests whose proof ends at a digest that is not proven. */
  List<AssumedRun> unprovenRuns() {
    return assumedRuns.stream().filter(run -> !isProven(run.newest())).toList();
  }

  private boolean isProven(String object) {
    String at = object;
    while (unprovenTails.containsKey(at)) {
      at = unprovenTails.get(at);
    }
    return !at.isEmpty();
  }

  /** The binary form that tasks return. */
  public byte[] toBytes() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(this);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  /** The summary that {@link #toBytes} wrote. */
  public static ChainSummary ofBytes(byte[] bytes) {
    try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes))) {
      return (ChainSummary) in.readObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException("the class of this object is not known", e);
    }
  }
}
