package io.lookouttrail.integrity.chain;

import io.lookouttrail.tables.DigestFinding;
import io.lookouttrail.tables.DigestFinding.Kind;
import io.lookouttrail.tables.DigestFinding.Proof;
import io.lookouttrail.tables.DigestFinding.Severity;
import io.lookouttrail.tables.DigestFinding.State;
import java.io.Serializable;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * Verdicts on digests that one segment cannot reach, because they need the whole chain or the other
 * chains of the archive. They lower what a segment's validation found, never raise it.
 *
 * <ul>
 *   <li>A hash that leads to no digest with a verified signature proves nothing.
 *   <li>A chain whose digests name another bucket than the others below the same folder was not
 *       delivered there.
 *   <li>An unproven digest of a trail that nothing proven knows is suspicious beside signed chains,
 *       and so is one that names an unknown key beside signed digests of its Region.
 *   <li>A newest digest without its signature is suspicious if older ones have theirs.
 *   <li>Without keys, a digest is changed if an earlier check verified the signature of another
 *       content, and a trail is unknown if an earlier check verified signatures of others only.
 * </ul>
 */
public final class ChainVerdicts implements Serializable {
  private static final long serialVersionUID = 1L;

  /** The chains and digests without a verdict, which are nearly all, are in none of these. */
  private final HashMap<ChainId, List<ChainSummary.AssumedRun>> unprovenRuns = new HashMap<>();

  private final HashMap<ChainId, String> otherBuckets = new HashMap<>();
  private final HashSet<ChainId> unknownTrails = new HashSet<>();
  private final HashSet<ChainId> unknownKeys = new HashSet<>();
  private final TreeSet<String> suspiciousEnds = new TreeSet<>();
  private final TreeSet<String> changedDigests = new TreeSet<>();

  private ChainVerdicts() {}

  /** What is found of a digest. */
  private record Result(State state, Proof proof, Severity severity, String detail) {
    Result with(Severity other, String reason) {
      return new Result(state, proof, other, detail.isEmpty() ? reason : detail + "; " + reason);
    }
  }

  /**
   * The chains that need to be known from an earlier check, so that they get no verdict.
   *
   * @param chains the summaries of whole chains
   */
  public static Set<ChainId> toBeKnown(
      Collection<ChainSummary> chains, OriginalLocations locations, String root) {
    ChainVerdicts verdicts = of(chains, locations, root, chain -> false);
    Set<ChainId> suspects = new TreeSet<>(ChainId.ORDER);
    suspects.addAll(verdicts.unknownTrails);
    suspects.addAll(verdicts.otherBuckets.keySet());
    return suspects;
  }

  /**
   * The verdicts on the chains of an archive.
   *
   * @param chains the summaries of whole chains
   * @param root canonical name of the archive
   * @param known whether an earlier check proved digests of a chain
   */
  public static ChainVerdicts of(
      Collection<ChainSummary> chains,
      OriginalLocations locations,
      String root,
      Predicate<ChainId> known) {
    ChainVerdicts verdicts = new ChainVerdicts();
    boolean anySigned = chains.stream().anyMatch(ChainSummary::isSigned);
    Set<String> signedRegions = new HashSet<>();
    chains.stream()
        .filter(ChainSummary::isSigned)
        .forEach(chain -> signedRegions.add(chain.chain().group().region()));
    for (ChainSummary chain : chains) {
      ChainId id = chain.chain();
      verdicts.suspiciousEnds.addAll(chain.suspiciousEnds());
      List<ChainSummary.AssumedRun> runs = chain.unprovenRuns();
      if (!runs.isEmpty()) {
        verdicts.unprovenRuns.put(id, List.copyOf(runs));
      }
      // The keys of a whole Region may not have been given.
      boolean keyMayLack = chain.hasUnknownKey() && !signedRegions.contains(id.group().region());
      if (chain.hasUnknownKey() && !keyMayLack) {
        verdicts.unknownKeys.add(id);
      }
      if (anySigned && !chain.isProven() && !keyMayLack && !known.test(id)) {
        verdicts.unknownTrails.add(id);
      }
    }
    verdicts.addOtherBuckets(chains, locations, root, known);
    return verdicts;
  }

  /**
   * The verdicts of a validation without keys, of an archive whose signatures an earlier check
   * verified: hashes alone prove nothing that the earlier check contradicts.
   *
   * @param known the chains of which the earlier check verified a signature
   * @param changed canonical names of digests whose signed content was another one
   */
  public static ChainVerdicts ofSignedBefore(
      Collection<ChainSummary> chains,
      OriginalLocations locations,
      String root,
      Set<ChainId> known,
      Set<String> changed) {
    ChainVerdicts verdicts = of(chains, locations, root, known::contains);
    verdicts.changedDigests.addAll(changed);
    for (ChainSummary chain : chains) {
      if (!known.contains(chain.chain())) {
        verdicts.unknownTrails.add(chain.chain());
      }
    }
    return verdicts;
  }

  /** Finds the chains that were not delivered to the bucket of the others below their folder. */
  private void addOtherBuckets(
      Collection<ChainSummary> chains,
      OriginalLocations locations,
      String root,
      Predicate<ChainId> known) {
    Map<String, Map<String, Long>> trees = new TreeMap<>();
    for (ChainSummary chain : chains) {
      if (chain.isProven()) {
        Map<String, Long> buckets =
            trees.computeIfAbsent(tree(chain.chain()), t -> new TreeMap<>());
        chain.buckets().forEach((bucket, count) -> buckets.merge(bucket, count, Long::sum));
      }
    }
    for (ChainSummary chain : chains) {
      Optional<String> main = mainBucket(trees.getOrDefault(tree(chain.chain()), Map.of()), root);
      Set<String> named = new TreeSet<>(chain.buckets().keySet());
      if (main.isPresent()
          && !named.isEmpty()
          && !named.contains(main.get())
          && named.stream().noneMatch(locations.locationByBucket()::containsKey)
          && !known.test(chain.chain())) {
        otherBuckets.put(
            chain.chain(),
            "it was delivered to the bucket %s, and the other digests below this folder to %s"
                .formatted(String.join(", ", named), main.get()));
      }
    }
  }

  /** The bucket that is verified itself, else the one that most digests name. */
  private static Optional<String> mainBucket(Map<String, Long> buckets, String root) {
    return buckets.keySet().stream()
        .filter(bucket -> root.startsWith("s3://" + bucket + "/"))
        .findFirst()
        .or(
            () ->
                buckets.entrySet().stream()
                    .max(Map.Entry.comparingByValue())
                    .map(Map.Entry::getKey));
  }

  /** The folder below which the keys of one bucket are. */
  private static String tree(ChainId chain) {
    String root = chain.group().root() + "/";
    int logs = root.lastIndexOf("/AWSLogs/");
    return logs < 0 ? root : root.substring(0, logs);
  }

  /** Whether nothing needs to be changed. */
  public boolean isEmpty() {
    return unprovenRuns.isEmpty()
        && otherBuckets.isEmpty()
        && unknownTrails.isEmpty()
        && unknownKeys.isEmpty()
        && suspiciousEnds.isEmpty()
        && changedDigests.isEmpty();
  }

  /** Whether a chain's digests say nothing about which logs were delivered. */
  public boolean isUntrusted(ChainId chain) {
    return unknownTrails.contains(chain) || otherBuckets.containsKey(chain);
  }

  /**
   * Whether a chain proves no time: it is untrusted, or an earlier check verified the signature of
   * other content of one of its digests.
   */
  public boolean provesNothing(ChainId chain) {
    return isUntrusted(chain)
        || changedDigests.stream()
            .flatMap(object -> ChainId.ofName(object).stream())
            .anyMatch(chain::equals);
  }

  /** The finding of a digest under these verdicts; unchanged for other findings. */
  public DigestFinding apply(DigestFinding finding) {
    if (finding.kind() != Kind.DIGEST || finding.actualHash().isEmpty()) {
      return finding;
    }
    ChainId chain =
        ChainId.of(
            finding.object(),
            finding.account().orElse(""),
            finding.region().orElse(""),
            finding.trail().orElse(""));
    Result result =
        judge(
            chain,
            finding.object(),
            finding.endTime().orElseThrow(),
            new Result(finding.state(), finding.proof(), finding.severity(), finding.detail()));
    return finding.with(result.state(), result.proof(), result.severity(), result.detail());
  }

  /** The entry of a digest under these verdicts. */
  public DigestLogEntry apply(DigestLogEntry entry) {
    ChainId chain = ChainId.of(entry.digest(), entry.account(), entry.region(), entry.trail());
    Result result =
        judge(
            chain,
            entry.digest(),
            entry.endTime(),
            new Result(entry.digestState(), entry.proof(), entry.digestSeverity(), ""));
    return entry.with(
        result.state() == State.VALID ? result.proof() : Proof.NONE,
        result.state(),
        result.severity());
  }

  private Result judge(ChainId chain, String object, Instant end, Result found) {
    if (changedDigests.contains(object)) {
      return new Result(
          State.CHANGED,
          Proof.NONE,
          Severity.HIGH,
          "an earlier check verified the signature of another content");
    }
    Result result = withoutUnprovenChain(chain, end, found);
    if (unknownKeys.contains(chain)
        && result.state() == State.UNKNOWN_KEY
        && result.proof() == Proof.NONE) {
      result =
          result.with(
              Severity.HIGH, "digests of its Region are signed with the keys that were given");
    }
    if (suspiciousEnds.contains(object)) {
      result =
          result.with(
              Severity.HIGH,
              "digests before it have their signatures, so it is forged, or its file with the"
                  + " signature was not copied");
    }
    if (unknownTrails.contains(chain)) {
      result = unproven(result).with(Severity.HIGH, unknownTrail(chain));
    }
    String otherBucket = otherBuckets.get(chain);
    return otherBucket == null ? result : moved(result, otherBucket);
  }

  private Result withoutUnprovenChain(ChainId chain, Instant end, Result found) {
    boolean unproven =
        found.proof() == Proof.CHAINED
            && unprovenRuns.getOrDefault(chain, List.of()).stream()
                .anyMatch(run -> run.contains(end));
    if (!unproven) {
      return found;
    }
    return found.state() == State.VALID
        ? new Result(
            State.NOT_VALIDATED, Proof.NONE, Severity.LOW, "the next newer digest is not proven")
        : new Result(found.state(), Proof.NONE, found.severity(), found.detail());
  }

  private static Result unproven(Result result) {
    State state = result.state() == State.VALID ? State.NOT_VALIDATED : result.state();
    return new Result(state, Proof.NONE, result.severity(), result.detail());
  }

  private static String unknownTrail(ChainId chain) {
    return chain.isChain()
        ? "no signed digest and no earlier check knows the trail " + chain.trail()
        : "its name is not that of a digest of any trail";
  }

  private static Result moved(Result result, String why) {
    boolean refuted = result.state() != State.VALID && result.proof() == Proof.NONE;
    return refuted
        ? result.with(Severity.HIGH, why)
        : new Result(State.MOVED, result.proof(), Severity.HIGH, why);
  }
}
