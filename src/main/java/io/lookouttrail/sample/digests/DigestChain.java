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
 * A trail's digests in one account's Region as a chain: each names the one before it, with its hash
 * and signature. Beside the newest digest lies a file with what {@code aws s3api head-object} tells
 * of it, since a folder keeps no metadata.
 */
final class DigestChain {
  private final SampleOptions options;
  private final AccountRegion chain;
  private final Trail trail;
  private final RegionKeys keys;
  private final Optional<Long> generated;
  private final ObjectSink store;
  private final TruthCounter tally;
  private final DigestTruth truth;
  private final GzipWriter writer = new GzipWriter();
  private Optional<DigestLink> newest = Optional.empty();
  private long digests;
  private long headFiles;
  private long logs;
  private long start = Long.MIN_VALUE;
  private long end;

  /**
   * @param generated of a backfill chain: when all of it was written, in seconds of the epoch
   */
  DigestChain(
      SampleOptions options,
      AccountRegion chain,
      Trail trail,
      RegionKeys keys,
      Optional<Long> generated,
      ObjectSink store,
      TruthCounter tally) {
    this.options = options;
    this.chain = chain;
    this.trail = trail;
    this.keys = keys;
    this.generated = generated;
    this.store = store;
    this.tally = tally;
    this.truth = new DigestTruth(tally);
  }

  Optional<DigestLink> newest() {
    return newest;
  }

  /** The key of the digest of a window. */
  String key(Window window) {
    return ObjectKeys.digest(
        trail,
        chain,
        options.regions().get(0),
        Instant.ofEpochSecond(window.end()),
        generated.isPresent());
  }

  /** Writes the next digest, and to it what is planted. */
  void write(Window window, List<DeliveredLog> named, Optional<Plant> fault) throws IOException {
    RegionKeys.Listed signer =
        fault.filter(plant -> plant == Plant.WRONG_KEY).isPresent()
            ? RegionKeys.unlisted(options)
            : keys.at(generated.orElse(window.end()));
    DigestFile file =
        new DigestFile(
            chain.account(),
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
    Optional<Plant> takesProof =
        link.isStored() || options.allHeadFiles() ? Optional.empty() : link.fault();
    newest.ifPresent(before -> truth.settle(before, takesProof));
    fault.ifPresent(plant -> truth.fault(plant, link, newest, nextKey(window)));
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
          named = file.withoutCutOut().logs();
          stored = file.withoutCutOut().bytes();
        }
        default -> {}
      }
    }
    writer.open(store.create(storedKey));
    writer.append(stored, 0, stored.length);
    long bytes = writer.finish().storedBytes();
    tally.neighbour("CloudTrail-Digest");
    count(window, named.size());
    return new DigestLink(written, storedKey, bytes, window, named, fault);
  }

  private void count(Window window, int named) {
    digests++;
    logs += named;
    start = start == Long.MIN_VALUE ? window.start() : start;
    end = window.end();
  }

  /** The digest after this one names it, but not the earlier of two that are gone. */
  private String nextKey(Window window) {
    long length = window.end() - window.start();
    return key(new Window(window.index() + 1, window.end(), window.end() + length));
  }

  /** Ends the chain: validation stops here, and a later digest starts another. */
  void stop() throws IOException {
    writeHead(false);
    newest.ifPresent(last -> truth.settle(last, Optional.empty()));
    newest = Optional.empty();
  }

  /** Ends the chain for good. */
  void finish(boolean alterSignature) throws IOException {
    writeHead(alterSignature);
    Optional<Plant> takesProof =
        alterSignature ? Optional.of(Plant.SIGNATURE_ALTERED) : Optional.empty();
    newest.ifPresent(last -> truth.settle(last, takesProof));
    if (digests > 0) {
      tally.digests(
          new Digested(
              chain.account(),
              chain.region(),
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
    tally.neighbour("CloudTrail-Digest");
  }

  private String head(DigestLink link, String signature) {
    long written = generated.orElse(link.window().end()) + 300;
    JsonBuffer json = new JsonBuffer(1024).open().field("AcceptRanges", "bytes");
    json.field("LastModified", new JsonBuffer(20).time(written).toString().replace("Z", "+00:00"));
    json.field("ContentLength", link.storedBytes()).field("ContentType", "application/json");
    json.field("ServerSideEncryption", "AES256").object("Metadata");
    generated.ifPresent(second -> json.timeField("backfill-generation-timestamp", second));
    json.field("signature", signature).field("signature-algorithm", "SHA256withRSA");
    return LogFileBodies.pretty(json.end().end().toString());
  }
}
