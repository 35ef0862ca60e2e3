package io.lookouttrail.integrity.chain;

import io.lookouttrail.tables.DigestFinding;
import io.lookouttrail.tables.DigestFinding.Kind;
import io.lookouttrail.tables.DigestFinding.Proof;
import io.lookouttrail.tables.DigestFinding.Severity;
import io.lookouttrail.tables.DigestFinding.State;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Search for the end of each chain's proof. An attacker who deletes the newest digests of a chain,
 * and the logs that they list, leaves no trace in what is left: the end must be reported.
 *
 * <p>A trail is known to have gone on if logs were delivered after its newest proven digest, if an
 * earlier check saw later digests, or if its digests of another Region are later.
 */
public final class ProofEnds {
  /** A digest is delivered at most this long after its period. */
  private static final Duration DUE_WITHIN = Duration.ofHours(2);

  private final Optional<Instant> windowStart;
  private final Optional<Instant> windowEnd;
  private final Instant now;
  private final Evidence evidence;

  /**
   * What shows that a trail went on.
   *
   * @param digests end of the newest digest that an earlier check saw and that is gone, by chain
   * @param logs newest delivery of a log after the end of all chains, by the digests' folder
   */
  public record Evidence(TreeMap<ChainId, Instant> digests, TreeMap<String, Instant> logs) {
    /** No evidence yet. */
    public Evidence() {
      this(new TreeMap<>(ChainId.ORDER), new TreeMap<>());
    }
  }

  /**
   * @param windowStart begin of the window; empty without one
   * @param windowEnd end of the window; empty without one
   */
  public ProofEnds(
      Optional<Instant> windowStart, Optional<Instant> windowEnd, Instant now, Evidence evidence) {
    this.windowStart = windowStart;
    this.windowEnd = windowEnd;
    this.now = now;
    this.evidence = evidence;
  }

  /** The proven period of each chain, with the finding for what follows it in the window. */
  public List<ProvenPeriod> of(Collection<ChainSummary> chains) {
    return chains.stream()
        .map(
            chain ->
                new ProvenPeriod(
                    chain.chain(), chain.provenFrom(), chain.provenTo(), gap(chain, chains)))
        .toList();
  }

  private Optional<DigestFinding> gap(ChainSummary chain, Collection<ChainSummary> all) {
    // Backfilled digests are made for single periods: their chain need not go on.
    if (chain.provenTo().isEmpty() || chain.chain().backfill() || !chain.chain().isChain()) {
      return Optional.empty();
    }
    Instant provenTo = chain.provenTo().get();
    @Nullable Proceeded proceeded = proceeded(chain, provenTo, all);
    Optional<Instant> end = end(proceeded);
    Duration tolerated = Duration.ofSeconds(chain.periodSeconds());
    Instant start = windowStart.filter(provenTo::isBefore).orElse(provenTo);
    if (end.isEmpty() || !end.get().isAfter(start.plus(tolerated)) || isDue(end.get(), provenTo)) {
      return Optional.empty();
    }
    return Optional.of(gap(chain.chain(), start, end.get(), proceeded));
  }

  /** Why a trail is known to have gone on, and until when. */
  private record Proceeded(Instant until, String why) {}

  private @Nullable Proceeded proceeded(
      ChainSummary chain, Instant provenTo, Collection<ChainSummary> all) {
    ChainId id = chain.chain();
    Instant later = provenTo.plusSeconds(Math.max(1, chain.periodSeconds()));
    @Nullable Instant digest = evidence.digests().get(id);
    if (digest != null && digest.isAfter(provenTo)) {
      return new Proceeded(digest, "an earlier check saw its digests until " + digest);
    }
    @Nullable Instant log = evidence.logs().get(id.group().digestFolder());
    if (log != null && log.isAfter(later)) {
      return new Proceeded(log, "log files were delivered until " + log);
    }
    return all.stream()
        .filter(other -> isOfSameTrail(id, other.chain()))
        .filter(other -> other.provenTo().filter(end -> end.isAfter(later)).isPresent())
        .max((a, b) -> a.provenTo().orElseThrow().compareTo(b.provenTo().orElseThrow()))
        .map(
            other ->
                new Proceeded(
                    other.provenTo().orElseThrow(),
                    "its digests of %s go on until %s"
                        .formatted(other.chain().group().region(), other.provenTo().orElseThrow())))
        .orElse(null);
  }

  private static boolean isOfSameTrail(ChainId id, ChainId other) {
    return !other.backfill()
        && !other.group().region().equals(id.group().region())
        && other.group().account().equals(id.group().account())
        && other.group().root().equals(id.group().root())
        && other.trail().equals(id.trail())
        && other.homeRegion().equals(id.homeRegion());
  }

  /** Without a window, only what shows that the trail went on ends the gap. */
  private Optional<Instant> end(@Nullable Proceeded proceeded) {
    Optional<Instant> end =
        windowEnd.or(() -> Optional.ofNullable(proceeded).map(Proceeded::until));
    return end.map(time -> time.isAfter(now) ? now : time);
  }

  private boolean isDue(Instant end, Instant provenTo) {
    return end.equals(now) && provenTo.plus(DUE_WITHIN).plus(Duration.ofHours(1)).isAfter(now);
  }

  private static DigestFinding gap(
      ChainId chain, Instant start, Instant end, @Nullable Proceeded proceeded) {
    String detail =
        "no proven digest for %s after the newest one: %s"
            .formatted(
                ChainFindings.length(start, end),
                proceeded == null
                    ? "nothing shows whether the trail went on"
                    : "the trail went on, " + proceeded.why());
    return new DigestFinding(
        Kind.DIGEST,
        chain.gapName(start, end),
        Optional.of(chain.group().account()).filter(text -> !text.isEmpty()),
        Optional.of(chain.group().region()).filter(text -> !text.isEmpty()),
        Optional.of(chain.trail()),
        Optional.of(start),
        Optional.of(end),
        State.GAP,
        Proof.NONE,
        proceeded == null ? Severity.LOW : Severity.HIGH,
        Optional.empty(),
        Optional.empty(),
        detail,
        Optional.empty());
  }
}
