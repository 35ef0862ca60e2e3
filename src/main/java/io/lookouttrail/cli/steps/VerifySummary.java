package io.lookouttrail.cli.steps;

import static io.lookouttrail.cli.terminal.NumberFormats.bytes;
import static io.lookouttrail.cli.terminal.NumberFormats.count;

import io.lookouttrail.cli.terminal.NumberFormats;
import io.lookouttrail.integrity.VerifyOptions;
import io.lookouttrail.integrity.VerifyResult;
import io.lookouttrail.integrity.VerifyResult.Count;
import io.lookouttrail.tables.DigestFinding.Kind;
import io.lookouttrail.tables.DigestFinding.Proof;
import io.lookouttrail.tables.DigestFinding.Severity;
import io.lookouttrail.tables.DigestFinding.State;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Prints the result of a verify run in about twenty lines. */
public final class VerifySummary {
  private static final int MAX_PLACES = 6;

  private VerifySummary() {}

  public static void print(
      VerifyResult result, VerifyOptions options, String tables, PrintWriter err) {
    line(err, "Archive", options.archive() + ", " + options.window().describe());
    line(err, "Keys", keys(result));
    if (result.withoutMetadata() > 0) {
      line(
          err,
          "Unsigned",
          "the file system of %s has no object metadata, so %s had no signature to check;"
                  .formatted(options.archive(), count(result.withoutMetadata(), "digest"))
              + " use s3a://, or save .head.json files next to the newest digests");
    }
    line(err, "Digests", outcome(result, Kind.DIGEST));
    line(err, "Logs", outcome(result, Kind.LOG));
    line(err, "Read", read(result));
    places(result, err);
    ProvenPeriods.lines(result.proven()).forEach(err::println);
    line(err, "Findings", findings(result));
    line(err, "Tables", tables);
    line(err, "Time", time(result));
    err.flush();
  }

  private static String keys(VerifyResult result) {
    return result.publicKeys() == 0
        ? "none given: only the chain of hashes is checked, no signatures"
        : count(result.publicKeys(), "public key");
  }

  private static String read(VerifyResult result) {
    return result.logsHashed() == 0
        ? "no log file: ingest took all hashes"
        : "%s, %s".formatted(count(result.logsHashed(), "log file"), bytes(result.bytesHashed()));
  }

  /** {@code 312 valid (310 signed, 2 chained), 1 changed}. */
  private static String outcome(VerifyResult result, Kind kind) {
    Map<State, Long> states = new TreeMap<>();
    for (Count count : result.counts()) {
      if (count.kind() == kind) {
        states.merge(count.state(), count.findings(), Long::sum);
      }
    }
    if (states.isEmpty()) {
      return "none";
    }
    return states.entrySet().stream()
        .map(
            entry ->
                count(entry.getValue())
                    + " "
                    + entry.getKey().label()
                    + (entry.getKey() == State.VALID ? proofs(result, kind) : ""))
        .collect(Collectors.joining(", "));
  }

  private static String proofs(VerifyResult result, Kind kind) {
    StringBuilder proofs = new StringBuilder();
    for (Proof proof : Proof.values()) {
      long findings =
          result.count(
              count ->
                  count.kind() == kind && count.state() == State.VALID && count.proof() == proof);
      if (findings > 0) {
        proofs.append(proofs.isEmpty() ? " (" : ", ");
        proofs.append(count(findings)).append(' ').append(label(proof));
      }
    }
    return proofs + ")";
  }

  private static String label(Proof proof) {
    return proof == Proof.NONE ? "unproven" : proof.label();
  }

  private static String findings(VerifyResult result) {
    long high = result.count(count -> count.severity() == Severity.HIGH);
    long low = result.count(count -> count.severity() == Severity.LOW);
    return high == 0
        ? "none that needs review" + (low == 0 ? "" : "; %s low".formatted(count(low)))
        : "%s high, %s low; see view digest_states".formatted(count(high), count(low));
  }

  private record Place(String account, String region) {
    String label() {
      return (account.isEmpty() ? "-" : account) + " " + (region.isEmpty() ? "-" : region);
    }
  }

  /** The accounts and Regions, those with the most findings first. */
  private static void places(VerifyResult result, PrintWriter err) {
    List<Place> places =
        result.counts().stream()
            .map(count -> new Place(count.account(), count.region()))
            .distinct()
            .sorted(
                Comparator.comparingLong((Place place) -> -high(result, place))
                    .thenComparing(Place::label))
            .toList();
    int shown = places.size() <= MAX_PLACES ? places.size() : MAX_PLACES - 1;
    places.subList(0, shown).forEach(place -> err.println("  " + line(result, place)));
    if (shown < places.size()) {
      List<Place> others = places.subList(shown, places.size());
      long high = others.stream().mapToLong(place -> high(result, place)).sum();
      err.println(
          "  %s more accounts and Regions: %s"
              .formatted(count(others.size()), count(high, "finding") + " of high severity"));
    }
  }

  private static String line(VerifyResult result, Place place) {
    Predicate<Count> here = count -> isOf(count, place);
    long logs = result.count(here.and(count -> count.kind() == Kind.LOG));
    long proven =
        result.count(
            here.and(count -> count.kind() == Kind.LOG)
                .and(count -> count.state() == State.VALID && count.proof() != Proof.NONE));
    String bad =
        result.counts().stream()
            .filter(here.and(count -> count.severity() == Severity.HIGH))
            .map(count -> count(count.findings(), label(count)))
            .collect(Collectors.joining(", "));
    return String.format(
        Locale.ROOT,
        "%-28s %s of %s proven%s",
        place.label(),
        count(proven),
        count(logs, "log"),
        bad.isEmpty() ? "" : "; " + bad);
  }

  /** A gap is a time, not a digest. */
  private static String label(Count count) {
    String state = count.state().label();
    return count.state() == State.GAP ? state : state + " " + count.kind().label();
  }

  private static long high(VerifyResult result, Place place) {
    return result.count(count -> isOf(count, place) && count.severity() == Severity.HIGH);
  }

  private static boolean isOf(Count count, Place place) {
    return count.account().equals(place.account()) && count.region().equals(place.region());
  }

  private static String time(VerifyResult result) {
    double total = result.secondsByPhase().values().stream().mapToDouble(s -> s).sum();
    return NumberFormats.time(Duration.ofMillis((long) (total * 1000)))
        + ": "
        + result.secondsByPhase().entrySet().stream()
            .filter(phase -> phase.getValue() >= 0.1)
            .map(phase -> String.format(Locale.ROOT, "%s %.1f", phase.getKey(), phase.getValue()))
            .collect(Collectors.joining(", "));
  }

  private static void line(PrintWriter err, String label, String text) {
    err.println(String.format(Locale.ROOT, "%-11s %s", label, text));
  }
}
