package io.lookouttrail.integrity;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.lookouttrail.archive.LogFile;
import io.lookouttrail.integrity.ADigestChain.Made;
import io.lookouttrail.integrity.digest.DigestDocument;
import io.lookouttrail.integrity.digest.DigestName;
import io.lookouttrail.integrity.digest.DigestReader;
import io.lookouttrail.integrity.digest.PublicKeys;
import io.lookouttrail.integrity.digest.WholeFileReader.Absent;
import io.lookouttrail.integrity.digest.WholeFileReader.Broken;
import io.lookouttrail.integrity.digest.WholeFileReader.Reading;
import io.lookouttrail.integrity.digest.WholeFileReader.Whole;
import io.lookouttrail.run.Window;
import io.lookouttrail.scan.body.Problem;
import io.lookouttrail.tables.DigestFinding;
import io.lookouttrail.tables.DigestFinding.Severity;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Digests in memory, by the canonical names of their places, and what a check finds in them. */
final class ABucket implements DigestReader, ValidationSink {
  private static final String UNREADABLE = "";

  private final Map<String, String> digests = new TreeMap<>();
  private final Map<String, String> signatures = new HashMap<>();
  private boolean noMetadata;

  final List<DigestFinding> findings = new ArrayList<>();
  final List<DigestLogEntry> claims = new ArrayList<>();
  final List<DigestPeriod> spans = new ArrayList<>();

  /** As CloudTrail delivered them; of the signatures only the newest one's is kept. */
  static ABucket of(ADigestChain... chains) {
    return new ABucket().copiedTo("s3://" + ADigestChain.BUCKET, chains);
  }

  ABucket copiedTo(String base, ADigestChain... chains) {
    for (ADigestChain chain : chains) {
      chain.made().forEach(digest -> digests.put(base + "/" + digest.key(), digest.json()));
      signatures.put(base + "/" + chain.newest().key(), chain.newest().signature());
    }
    return this;
  }

  static String place(Made digest) {
    return "s3://" + ADigestChain.BUCKET + "/" + digest.key();
  }

  ABucket without(Made digest) {
    return remove(place(digest));
  }

  ABucket remove(String place) {
    digests.remove(place);
    return this;
  }

  ABucket withoutSignatures() {
    signatures.clear();
    return this;
  }

  ABucket withoutMetadata() {
    noMetadata = true;
    return withoutSignatures();
  }

  ABucket signed(Made digest, String signature) {
    signatures.put(place(digest), signature);
    return this;
  }

  ABucket changed(Made digest, String from, String to) {
    return put(place(digest), digest.json().replace(from, to));
  }

  ABucket broken(Made digest) {
    return put(place(digest), UNREADABLE);
  }

  ABucket put(String place, String json) {
    digests.put(place, json);
    return this;
  }

  ABucket moved(Made digest, String place) {
    without(digest);
    return put(place, digest.json());
  }

  @Override
  public Reading read(LogFile digest) {
    String json = digests.get(digest.sourceFile());
    if (json == null) {
      return new Absent();
    }
    return json.equals(UNREADABLE)
        ? new Broken(Problem.Kind.TRUNCATED, "the file is empty")
        : new Whole(json.getBytes(UTF_8), ADigestChain.sha256(json), json.length());
  }

  @Override
  public OwnSignature signature(LogFile digest) {
    return new OwnSignature(Optional.ofNullable(signatures.get(digest.sourceFile())), noMetadata);
  }

  @Override
  public void found(DigestFinding finding) {
    findings.add(finding);
  }

  @Override
  public void claimed(DigestLogEntry claim) {
    claims.add(claim);
  }

  @Override
  public void covered(DigestPeriod span) {
    spans.add(span);
  }

  ABucket verify(PublicKeys keys) {
    return verify(keys, new OriginalLocations(Map.of()), Window.everything());
  }

  ABucket verify(PublicKeys keys, OriginalLocations places, Window window) {
    ValidationRules rules = ValidationRules.of(keys, places, window, "");
    ChainSegmentPacker.segments(listing()).forEach(segment -> walk(segment, rules));
    return this;
  }

  /** Where only what lies below a place was listed. */
  ABucket verifyBelow(String root) {
    ValidationRules rules =
        ValidationRules.of(
            PublicKeys.none(), new OriginalLocations(Map.of()), Window.everything(), root);
    ChainSegmentPacker.segments(listing()).forEach(segment -> walk(segment, rules));
    return this;
  }

  /** The same chains, each in one piece. */
  ABucket verifyInOnePiece(PublicKeys keys) {
    ValidationRules rules =
        ValidationRules.of(keys, new OriginalLocations(Map.of()), Window.everything(), "");
    Map<ChainId, List<LogFile>> chains = new HashMap<>();
    for (LogFile file : listing()) {
      chains.computeIfAbsent(ChainId.of(file), key -> new ArrayList<>()).add(0, file);
    }
    chains.forEach(
        (chain, files) -> walk(new ChainSegment(chain, List.of(), files, false, true), rules));
    return this;
  }

  private void walk(ChainSegment segment, ValidationRules rules) {
    DigestChainValidator walk = new DigestChainValidator(segment, rules, this, this);
    boolean more = true;
    while (more) {
      more = walk.advance();
    }
  }

  private List<LogFile> listing() {
    return digests.keySet().stream()
        .map(ABucket::listed)
        .sorted(
            Comparator.comparing((LogFile file) -> day(file.deliveredAt()))
                .thenComparing(LogFile::sourceFile))
        .toList();
  }

  private static LocalDate day(Instant time) {
    return LocalDate.ofInstant(time, ZoneOffset.UTC);
  }

  private static LogFile listed(String place) {
    Optional<DigestName> name = DigestName.of(DigestDocument.fileName(place));
    return new LogFile(
        place,
        place,
        1,
        Instant.EPOCH,
        name.map(DigestName::account).orElse(ADigestChain.ACCOUNT),
        name.map(DigestName::region).orElse(ADigestChain.REGION),
        name.map(DigestName::endedAt).orElse(Instant.EPOCH));
  }

  /** What needs a look, as {@code 01:00-02:00 missing none high}. */
  List<String> faults() {
    return findings.stream()
        .filter(finding -> finding.severity() != Severity.OK)
        .map(ABucket::text)
        .sorted()
        .toList();
  }

  List<String> all() {
    return findings.stream().map(ABucket::text).sorted().toList();
  }

  private static String text(DigestFinding finding) {
    return String.join(
        " ",
        finding.startTime().orElseThrow().toString().substring(11, 16)
            + "-"
            + finding.endTime().orElseThrow().toString().substring(11, 16),
        finding.state().label(),
        finding.proof().label(),
        finding.severity().label());
  }
}
