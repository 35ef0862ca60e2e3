package io.lookouttrail.sample.digests;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.lookouttrail.sample.calls.TruthCounter;
import io.lookouttrail.sample.digests.DigestPlan.Window;
import io.lookouttrail.sample.output.GzipWriter;
import io.lookouttrail.sample.output.InflatedObject;
import io.lookouttrail.sample.output.JsonBuffer;
import io.lookouttrail.sample.output.LogFileBodies;
import io.lookouttrail.sample.output.ObjectSink;
import io.lookouttrail.sample.plan.AccountRegion;
import io.lookouttrail.sample.plan.ObjectKeys;
import io.lookouttrail.sample.plan.Plant;
import io.lookouttrail.sample.plan.SampleOptions;
import io.lookouttrail.sample.plan.Trail;
import io.lookouttrail.sample.truth.SampleTruth.Digested;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Writer of a trail's digest chain in one account's Region. Each digest contains the key, hash and
 * signature of the previous one.
 *
 * <p>The signature of the newest digest is in the object's metadata, which a folder cannot keep. A
 * head file next to the digest has the answer of {@code aws s3api head-object} instead.
 */
final class DigestChain {
  private final SampleOptions options;
  private final AccountRegion accountRegion;
  private final Trail trail;
  private final RegionKeys keys;
  private final Optional<Long> generated;
  private final ObjectSink store;
  private final TruthCounter counter;
  private final DigestTruth truth;
  private final GzipWriter writer = new GzipWriter();
  private Optional<DigestLink> newest = Optional.empty();
  private long digests;
  private long headFiles;
  private long logs;
  private long start = Long.MIN_VALUE;
  private long end;

  /**
   * @param generated time at which a backfill chain was written, in seconds of the epoch; empty for
   *     a regular chain
   */
  DigestChain(
      SampleOptions options,
      AccountRegion accountRegion,
      Trail trail,
      RegionKeys keys,
      Optional<Long> generated,
      ObjectSink store,
      TruthCounter counter) {
    this.options = options;
    this.accountRegion = accountRegion;
    this.trail = trail;
    this.keys = keys;
    this.generated = generated;
    this.store = store;
    this.counter = counter;
    this.truth = new DigestTruth(counter);
  }

  /** The digest that was written last; empty at the start of a chain. */
  Optional<DigestLink> newest() {
    return newest;
  }

  /** Returns the key of the digest for a window. */
  String key(Window window) {
    return ObjectKeys.digest(
        trail,
        accountRegion,
        options.regions().get(0),
        Instant.ofEpochSecond(window.end()),
        generated.isPresent());
  }

  /** Writes the next digest, with its planted fault if it has one. */
  void write(Window window, List<DeliveredLog> named, Optional<Plant> fault) throws IOException {
    RegionKeys.Listed signer =
        fault.filter(plant -> plant == Plant.WRONG_KEY).isPresent()
            ? RegionKeys.unlisted(options)
            : keys.at(generated.orElse(window.end()));
    DigestFile file =
        new DigestFile(
            accountRegion.account(),
            key(window),
            window,
            signer.fingerprint(),
            newest.map(DigestLink::written),
            named.stream().sorted(Comparator.comparing(DeliveredLog::key)).toList());
    byte[] body = file.bytes();
    String sha256 = InflatedObject.hash(body);
    DigestFile.Written written =
        new DigestFile.Written(file.key(), sha256, signer.key().sign(file.toSign(sha256)));
    DigestLink link = store(file, body, written, fault);
    if (options.allHeadFiles()) {
      writeHead(false);
    }
    Optional<Plant> unsignedBy =
        link.isStored() || options.allHeadFiles() ? Optional.empty() : link.fault();
    newest.ifPresent(before -> truth.addUnproven(before, unsignedBy));
    fault.ifPresent(plant -> truth.addFaultyDigest(plant, link, newest, nextKey(window)));
    newest = Optional.of(link);
  }

  private DigestLink store(
      DigestFile file, byte[] body, DigestFile.Written written, Optional<Plant> fault)
      throws IOException {
    Window window = file.window();
    String storedKey = file.key();
    byte[] stored = body;
    List<DeliveredLog> named = file.logs();
    if (fault.isPresent()) {
      switch (fault.get()) {
        case DIGEST_DELETED, TWO_DIGESTS_DELETED -> {
          return new DigestLink(written, storedKey, 0, window, named, fault);
        }
        case DIGEST_MOVED ->
            storedKey = key(new Window(window.index(), window.start(), window.end() + 61));
        case DIGEST_ALTERED -> {
          named = file.withoutRemovedLogs().logs();
          stored = file.withoutRemovedLogs().bytes();
        }
        default -> {}
      }
    }
    writer.open(store.create(storedKey));
    writer.append(stored, 0, stored.length);
    long bytes = writer.finish().storedBytes();
    counter.foreignObject("CloudTrail-Digest");
    count(window, named.size());
    return new DigestLink(written, storedKey, bytes, window, named, fault);
  }

  private void count(Window window, int named) {
    digests++;
    logs += named;
    start = start == Long.MIN_VALUE ? window.start() : start;
    end = window.end();
  }

  /** Key of the digest after a window, which contains the key of the digest of the window. */
  private String nextKey(Window window) {
    long length = window.end() - window.start();
    return key(new Window(window.index() + 1, window.end(), window.end() + length));
  }

  /** Ends the chain where validation is switched off. The next digest starts another chain. */
  void endChain() throws IOException {
    writeHead(false);
    newest.ifPresent(last -> truth.addUnproven(last, Optional.empty()));
    newest = Optional.empty();
  }

  /**
   * Ends the last chain and adds its counts to the expected truth.
   *
   * @param alterSignature whether the newest digest's signature is changed
   */
  void finish(boolean alterSignature) throws IOException {
    writeHead(alterSignature);
    Optional<Plant> unsignedBy =
        alterSignature ? Optional.of(Plant.SIGNATURE_ALTERED) : Optional.empty();
    newest.ifPresent(last -> truth.addUnproven(last, unsignedBy));
    if (digests > 0) {
      counter.digests(
          new Digested(
              accountRegion.account(),
              accountRegion.region(),
              trail.name(),
              generated.isPresent(),
              digests,
              headFiles,
              logs,
              Instant.ofEpochSecond(start),
              Instant.ofEpochSecond(end)));
    }
    writer.close();
  }

  /** Writes the head file of the newest digest, if that is stored. */
  private void writeHead(boolean altered) throws IOException {
    DigestLink link = newest.orElse(null);
    if (link == null || !link.isStored()) {
      return;
    }
    String signature = link.written().signature();
    if (altered) {
      int last = signature.length() - 1;
      signature = signature.substring(0, last) + (signature.charAt(last) == '0' ? '1' : '0');
    }
    try (OutputStream out = store.create(link.storedKey() + ".head.json")) {
      out.write(head(link, signature).getBytes(UTF_8));
    }
    headFiles++;
    counter.foreignObject("CloudTrail-Digest");
  }

  private String head(DigestLink link, String signature) {
    long written = generated.orElse(link.window().end()) + 300;
    JsonBuffer json = new JsonBuffer(1024).open().field("AcceptRanges", "bytes");
    json.field("LastModified", new JsonBuffer(20).time(written).toString().replace("Z", "+00:00"));
    json.field("ContentLength", link.storedBytes()).field("ContentType", "application/json");
    json.field("ServerSideEncryption", "AES256").object("Metadata");
    generated.ifPresent(second -> json.timeField("backfill-generation-timestamp", second));
    json.field("signature", signature).field("signature-algorithm", "SHA256withRSA");
    return LogFileBodies.prettyPrinted(json.end().end().toString());
  }
}
