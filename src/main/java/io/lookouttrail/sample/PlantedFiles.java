package io.lookouttrail.sample;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.lookouttrail.sample.DigestPlan.Window;
import io.lookouttrail.sample.DigestedLog.Flaw;
import io.lookouttrail.sample.Tally.Contents;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;

/** Puts a plant's log files into the archive, and tells digests and truth of them. */
final class PlantedFiles {
  /** Seconds from what happened to its delivery. */
  static final int LAG = 300;

  private final SampleOptions options;
  private final Chain chain;
  private final Trail trail;
  private final Store store;
  private final Tally tally;
  private final Digests digests;
  private final DigestTruth truth;
  private Plant plant = Plant.NEIGHBOURS;
  private Dice dice = Dice.of(0);
  private long second;

  PlantedFiles(SampleOptions options, Chain chain, Store store, Tally tally, Digests digests) {
    this.options = options;
    this.chain = chain;
    this.trail = chain.trails().get(0);
    this.store = store;
    this.tally = tally;
    this.digests = digests;
    this.truth = new DigestTruth(tally);
  }

  /** What comes next is of this plant and of events from this second on. */
  void begin(Plant next, long from, Dice its) {
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
      tally.file(chain, day(), Bodies.bomb(out, inflatedBytes), 0, new Contents(0, 0, 0));
    }
    return key;
  }

  /** A digest names it by the hash of what is stored. */
  void digested(String key, String sha256) {
    digests.delivered(trail, DigestedLog.sound(key, sha256, delivered(), second, second + 2));
  }

  /** A digest names it by the hash of what was delivered. */
  void befell(String key, String delivered, String state) {
    String sha256 = Inflated.hash(delivered.getBytes(UTF_8));
    Flaw flaw = new Flaw(plant, state);
    digests.delivered(
        trail, new DigestedLog(key, sha256, delivered(), second, second + 2, Optional.of(flaw)));
  }

  /** A file that a digest names and that is not in the archive. */
  void deleted(String body, String state) {
    befell(key("json.gz"), body, state);
  }

  void undigested(String key) {
    if (options.digestHours() > 0) {
      DigestedLog log = DigestedLog.sound(key, "", delivered(), second, second + 2);
      truth.undigested(plant, log, new Window(0, delivered(), delivered()));
    }
  }

  /** The day of delivery. */
  LocalDate day() {
    return LocalDate.ofInstant(Instant.ofEpochSecond(delivered()), ZoneOffset.UTC);
  }

  private String key(String extension) {
    Instant time = Instant.ofEpochSecond(delivered());
    return SampleKeys.log(trail, chain, time, dice.letters(16), extension);
  }

  private long delivered() {
    return second + LAG;
  }
}
