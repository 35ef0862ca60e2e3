package io.lookouttrail.sample;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.lookouttrail.sample.calls.TruthCounter;
import io.lookouttrail.sample.calls.TruthCounter.Contents;
import io.lookouttrail.sample.digests.DeliveredLog;
import io.lookouttrail.sample.digests.DeliveredLog.LogFault;
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

/** Stores planted log files and passes them to the digests and the expected truth. */
final class FaultFiles {
  /** Seconds from an event to its delivery. */
  static final int DELIVERY_SECONDS = 300;

  private final SampleOptions options;
  private final AccountRegion accountRegion;
  private final Trail trail;
  private final ObjectSink store;
  private final TruthCounter counter;
  private final DigestWriter digests;
  private final DigestTruth truth;
  private Plant plant = Plant.NEIGHBOURS;
  private SeededRandom random = SeededRandom.of(0);
  private long second;

  FaultFiles(
      SampleOptions options,
      AccountRegion accountRegion,
      ObjectSink store,
      TruthCounter counter,
      DigestWriter digests) {
    this.options = options;
    this.accountRegion = accountRegion;
    this.trail = accountRegion.trails().get(0);
    this.store = store;
    this.counter = counter;
    this.digests = digests;
    this.truth = new DigestTruth(counter);
  }

  /** Sets the plant, the time of the first event and the random numbers of the next files. */
  void begin(Plant next, long from, SeededRandom numbers) {
    plant = next;
    second = from;
    random = numbers;
  }

  /**
   * Stores a file and counts it.
   *
   * @param jsonBytes inflated size, 0 if the file cannot be inflated
   * @return the key of the file
   */
  String put(String extension, byte[] stored, long jsonBytes, Contents contents)
      throws IOException {
    String key = key(extension);
    try (OutputStream out = store.create(key)) {
      out.write(stored);
    }
    counter.file(accountRegion, day(), stored.length, jsonBytes, contents);
    return key;
  }

  /** Stores a decompression bomb, counts it as a file without records and returns its key. */
  String putBomb(long inflatedBytes) throws IOException {
    String key = key("json.gz");
    try (OutputStream out = store.create(key)) {
      counter.file(
          accountRegion,
          day(),
          LogFileBodies.writeBomb(out, inflatedBytes),
          0,
          new Contents(0, 0, 0));
    }
    return key;
  }

  /** Adds the file to a digest, with the hash of the stored content. */
  void digestedAsStored(String key, String sha256) {
    digests.delivered(trail, DeliveredLog.intact(key, sha256, delivered(), second, second + 2));
  }

  /**
   * Adds the file to a digest, with the hash of the content before the fault.
   *
   * @param state what a validation must report for the file
   */
  void digestedAsDelivered(String key, String delivered, String state) {
    String sha256 = InflatedObject.hash(delivered.getBytes(UTF_8));
    LogFault fault = new LogFault(plant, state);
    digests.delivered(
        trail, new DeliveredLog(key, sha256, delivered(), second, second + 2, Optional.of(fault)));
  }

  /** Adds a file to a digest that is not stored. */
  void deleted(String body) {
    digestedAsDelivered(key("json.gz"), body, "missing");
  }

  /** Adds the file to the expected truth as one that no digest lists. */
  void undigested(String key) {
    if (options.digestHours() > 0) {
      DeliveredLog log = DeliveredLog.intact(key, "", delivered(), second, second + 2);
      truth.addUndigestedLog(plant, log, new Window(0, delivered(), delivered()));
    }
  }

  /** The day on which the next file is delivered. */
  LocalDate day() {
    return LocalDate.ofInstant(Instant.ofEpochSecond(delivered()), ZoneOffset.UTC);
  }

  private String key(String extension) {
    Instant time = Instant.ofEpochSecond(delivered());
    return ObjectKeys.log(trail, accountRegion, time, random.letters(16), extension);
  }

  private long delivered() {
    return second + DELIVERY_SECONDS;
  }
}
