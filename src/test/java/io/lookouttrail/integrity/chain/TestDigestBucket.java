package io.lookouttrail.integrity.chain;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.lookouttrail.archive.LogFile;
import io.lookouttrail.integrity.chain.TestDigestChain.Made;
import io.lookouttrail.integrity.digest.DigestDocument;
import io.lookouttrail.integrity.digest.DigestName;
import io.lookouttrail.integrity.digest.DigestReader;
import io.lookouttrail.integrity.digest.PublicKeys;
import io.lookouttrail.integrity.digest.WholeFileReader.Complete;
import io.lookouttrail.integrity.digest.WholeFileReader.Missing;
import io.lookouttrail.integrity.digest.WholeFileReader.ReadResult;
import io.lookouttrail.integrity.digest.WholeFileReader.Unreadable;
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
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Digests in memory, by canonical name, and the results of their validation. */
final class TestDigestBucket implements DigestReader, ValidationSink {
  private static final String UNREADABLE = "";

  private final Map<String, String> digests = new TreeMap<>();
  private final Map<String, String> signatures = new HashMap<>();
  private final Set<String> followed = new HashSet<>();
  private Place place = Place.NO_HEAD_FILE;
  private String root = "";

  final List<DigestFinding> findings = new ArrayList<>();
  final List<DigestLogEntry> logEntries = new ArrayList<>();
  final List<DigestPeriod> periods = new ArrayList<>();
  final List<ChainSummary> segments = new ArrayList<>();

  /** Chains as CloudTrail delivered them, with the stored signature of the newest digest only. */
  static TestDigestBucket of(TestDigestChain... chains) {
    return new TestDigestBucket().copiedTo("s3://" + TestDigestChain.BUCKET, chains);
  }

  TestDigestBucket copiedTo(String base, TestDigestChain... chains) {
    root = base + "/";
    for (TestDigestChain chain : chains) {
      chain.made().forEach(digest -> digests.put(base + "/" + digest.key(), digest.json()));
      signatures.put(base + "/" + chain.newest().key(), chain.newest().signature());
    }
    return this;
  }

  static String location(Made digest) {
    return "s3://" + TestDigestChain.BUCKET + "/" + digest.key();
  }

  TestDigestBucket without(Made digest) {
    return remove(location(digest));
  }

  TestDigestBucket remove(String location) {
    digests.remove(location);
    return this;
  }

  TestDigestBucket withoutSignatures() {
    signatures.clear();
    return this;
  }

  TestDigestBucket withoutMetadata() {
    place = Place.NO_METADATA;
    return withoutSignatures();
  }

  /** As S3 does, the bucket keeps the signature of every digest of these chains. */
  TestDigestBucket withMetadata(TestDigestChain... chains) {
    place = Place.METADATA;
    for (TestDigestChain chain : chains) {
      chain.made().forEach(digest -> signed(digest, digest.signature()));
    }
    return this;
  }

  TestDigestBucket signed(Made digest, String signature) {
    return signedAt(location(digest), signature);
  }

  TestDigestBucket signedAt(String location, String signature) {
    signatures.put(location, signature);
    return this;
  }

  TestDigestBucket changed(Made digest, String from, String to) {
    return put(location(digest), digest.json().replace(from, to));
  }

  TestDigestBucket broken(Made digest) {
    return put(location(digest), UNREADABLE);
  }

  /** Adds zeros after the digest's gzip member. */
  TestDigestBucket followedByZeros(Made digest) {
    followed.add(location(digest));
    return this;
  }

  /** Every digest has a file beside it, which may hold no signature. */
  TestDigestBucket withHeadFiles() {
    place = Place.HEAD_FILE;
    return this;
  }

  TestDigestBucket put(String location, String json) {
    digests.put(location, json);
    return this;
  }

  TestDigestBucket moved(Made digest, String location) {
    without(digest);
    return put(location, digest.json());
  }

  @Override
  public ReadResult read(LogFile digest) {
    String json = digests.get(digest.sourceFile());
    if (json == null) {
      return new Missing();
    }
    return json.equals(UNREADABLE)
        ? new Unreadable(Problem.Kind.TRUNCATED, "the file is empty")
        : new Complete(
            json.getBytes(UTF_8),
            TestDigestChain.sha256(json),
            json.length(),
            followed.contains(digest.sourceFile()) ? "zeros follow the gzip member" : "");
  }

  @Override
  public OwnSignature signature(LogFile digest) {
    return new OwnSignature(Optional.ofNullable(signatures.get(digest.sourceFile())), place);
  }

  @Override
  public void addFinding(DigestFinding finding) {
    findings.add(finding);
  }

  @Override
  public void addLogEntry(DigestLogEntry entry) {
    logEntries.add(entry);
  }

  @Override
  public void addPeriod(DigestPeriod period) {
    periods.add(period);
  }

  @Override
  public void addSummary(ChainSummary summary) {
    segments.add(ChainSummary.ofBytes(summary.toBytes()));
  }

  /** The summaries of whole chains. */
  List<ChainSummary> chains() {
    return ChainSummary.ofChains(segments);
  }

  /** Applies the verdicts on whole chains, none of which an earlier check knows. */
  TestDigestBucket judge() {
    return judge(chain -> false);
  }

  TestDigestBucket judge(Predicate<ChainId> known) {
    return judge(known, new OriginalLocations(Map.of()));
  }

  TestDigestBucket judge(Predicate<ChainId> known, OriginalLocations locations) {
    ChainVerdicts verdicts = ChainVerdicts.of(chains(), locations, root, known);
    findings.replaceAll(verdicts::apply);
    logEntries.replaceAll(verdicts::apply);
    return this;
  }

  /** The trails whose digests say nothing about which logs were delivered. */
  Set<String> untrusted() {
    ChainVerdicts verdicts =
        ChainVerdicts.of(chains(), new OriginalLocations(Map.of()), root, chain -> false);
    return periods.stream()
        .map(DigestPeriod::chain)
        .filter(verdicts::isUntrusted)
        .map(ChainId::trail)
        .collect(Collectors.toSet());
  }

  TestDigestBucket verify(PublicKeys keys) {
    return verify(keys, new OriginalLocations(Map.of()), Window.everything());
  }

  TestDigestBucket verify(PublicKeys keys, OriginalLocations locations, Window window) {
    ValidationContext context = ValidationContext.of(keys, locations, window, "", names());
    ChainSegmentPacker.segments(listing()).forEach(segment -> validate(segment, context));
    return this;
  }

  /** Validates as if only objects below a folder were listed. */
  TestDigestBucket verifyBelow(String root) {
    ValidationContext context =
        ValidationContext.of(
            PublicKeys.none(), new OriginalLocations(Map.of()), Window.everything(), root, names());
    ChainSegmentPacker.segments(listing()).forEach(segment -> validate(segment, context));
    return this;
  }

  /** Validates each chain as one segment. */
  TestDigestBucket verifyAsOneSegment(PublicKeys keys) {
    ValidationContext context =
        ValidationContext.of(
            keys, new OriginalLocations(Map.of()), Window.everything(), "", names());
    Map<ChainId, List<LogFile>> chains = new HashMap<>();
    for (LogFile file : listing()) {
      chains.computeIfAbsent(ChainId.of(file), key -> new ArrayList<>()).add(0, file);
    }
    chains.forEach(
        (chain, files) ->
            validate(new ChainSegment(chain, List.of(), files, false, true), context));
    return this;
  }

  private void validate(ChainSegment segment, ValidationContext context) {
    DigestChainValidator validator = new DigestChainValidator(segment, context, this, this);
    boolean more = true;
    while (more) {
      more = validator.advance();
    }
  }

  private ListedNames names() {
    return ListedNames.of(List.of(listing()), digests.size());
  }

  private List<LogFile> listing() {
    return digests.keySet().stream()
        .map(TestDigestBucket::listed)
        .sorted(
            Comparator.comparing((LogFile file) -> day(file.deliveredAt()))
                .thenComparing(LogFile::sourceFile))
        .toList();
  }

  private static LocalDate day(Instant time) {
    return LocalDate.ofInstant(time, ZoneOffset.UTC);
  }

  private static LogFile listed(String location) {
    Optional<DigestName> name = DigestName.of(DigestDocument.fileName(location));
    return new LogFile(
        location,
        location,
        1,
        Instant.EPOCH,
        name.map(DigestName::account).orElse(TestDigestChain.ACCOUNT),
        name.map(DigestName::region).orElse(TestDigestChain.REGION),
        name.map(DigestName::endedAt).orElse(Instant.EPOCH));
  }

  /** The findings that are not OK, as {@code 01:00-02:00 missing none high}. */
  List<String> faults() {
    return findings.stream()
        .filter(finding -> finding.severity() != Severity.OK)
        .map(TestDigestBucket::text)
        .sorted()
        .toList();
  }

  List<String> all() {
    return findings.stream().map(TestDigestBucket::text).sorted().toList();
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
