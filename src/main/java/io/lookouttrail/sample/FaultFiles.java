package io.lookouttrail.sample;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.lookouttrail.sample.calls.TruthCounter;
import io.lookouttrail.sample.calls.TruthCounter.Contents;
import io.lookouttrail.sample.digests.DeliveredLog;
import io.lookouttrail.sample.digests.DeliveredLog.Flaw;
import io.lookouttrail.sample.digests.DigestPlan.Window;
import io.lookouttrail.sample.digests.DigestTruth;
import io.lookouttrail.sample.digests.DigestWriter;
import io.lookouttrail.sample.output.InflatedObject;
import io.lookouttrail.sample.output.LogFileBodies;
import io.lookouttrail.sample.output.ObjectSink;
import io.lookouttrail.sample.output.SeededRandom;
import io.lookouttrail.sample.plan.AccountRegion;
import io.lookouttrail.sample.plan.ObjectKeys;
import io.lookouttrail.sample.plan.Plant;
import io.lookouttrail.sample.plan.SampleOptions;
import io.lookouttrail.sample.plan.Trail;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;

/** Puts a plant's log files into the archive, and tells digests and truth of them. */
final class FaultFiles {
  /** Seconds from what happened to its delivery. */
  static final int LAG = 300;

  private final SampleOptions options;
  private final AccountRegion chain;
  private final Trail trail;
  private final ObjectSink store;
  private final TruthCounter tally;
  private final DigestWriter digests;
  private final DigestTruth truth;
  private Plant plant = Plant.NEIGHBOURS;
  private SeededRandom dice = SeededRandom.of(0);
  private long second;

  FaultFiles(
      SampleOptions options,
      AccountRegion chain,
      ObjectSink store,
      TruthCounter tally,
      DigestWriter digests) {
    this.options = options;
    this.chain = chain;
    this.trail = chain.trails().get(0);
    this.store = store;
    this.tally = tally;
    this.digests = digests;
    this.truth = new DigestTruth(tally);
  }

  /** What comes next is of this plant and of events from this second on. */
  void begin(Plant next, long from, SeededRandom its) {
    plant = next;
    second = from;
    dice = its;
  }

  /**
   * Stores a file and counts it.
   *
   * @param jsonBytes its inflated size, 0 where it cannot be inflated
   * @return its key
   */
  String put(String extension, byte[] stored, long jsonBytes, Contents contents)
      throws IOException {
    String key = key(extension);
    try (OutputStream out = store.create(key)) {
      out.write(stored);
    }
    tally.file(chain, day(), stored.length, jsonBytes, contents);
    return key;
  }

  String putBomb(long inflatedBytes) throws IOException {
    String key = key("json.gz");
    try (OutputStream out = store.create(key)) {
      tally.file(chain, day(), LogFileBodies.bomb(out, inflatedBytes), 0, new Contents(0, 0, 0));
    }
    return key;
  }

  /** A digest names it by the hash of what is stored. */
  void digested(String key, String sha256) {
    digests.delivered(trail, DeliveredLog.sound(key, sha256, delivered(), second, second + 2));
  }

  /** A digest names it by the hash of what was delivered. */
  void befell(String key, String delivered, String state) {
    String sha256 = InflatedObject.hash(delivered.getBytes(UTF_8));
    Flaw flaw = new Flaw(plant, state);
    digests.delivered(
        trail, new DeliveredLog(key, sha256, delivered(), second, second + 2, Optional.of(flaw)));
  }

  /** A file that a digest names and that is not in the archive. */
  void deleted(String body, String state) {
    befell(key("json.gz"), body, state);
  }

  void undigested(String key) {
    if (options.digestHours() > 0) {
      DeliveredLog log = DeliveredLog.sound(key, "", delivered(), second, second + 2);
      truth.undigested(plant, log, new Window(0, delivered(), delivered()));
    }
  }

  /** The day of delivery. */
  LocalDate day() {
    return LocalDate.ofInstant(Instant.ofEpochSecond(delivered()), ZoneOffset.UTC);
  }

  private String key(String extension) {
    Instant time = Instant.ofEpochSecond(delivered());
    return ObjectKeys.log(trail, chain, time, dice.letters(16), extension);
  }

  private long delivered() {
    return second + LAG;
  }
}
