package io.lookouttrail.sample;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The digest files of one chain: for each trail a chain of its own, an hour a file also when the
 * hour is empty. It is told of each log file as it is delivered and writes what is past, so that it
 * holds only what is delivered late. The hashes are true; the signatures are hex digits of the
 * right length that no key verifies.
 */
final class Digests {
  static final String BUCKET = "lookout-trail-sample";

  private static final String FINGERPRINT = "5a1e0f7c2d9b48366f0c1d2e3a4b5c6d";

  private final SampleOptions options;
  private final Chain chain;
  private final Store store;
  private final Tally tally;
  private final Optional<LocalDate> missingDay;
  private final GzipWriter writer = new GzipWriter();
  private final Map<Trail, Links> links = new HashMap<>();

  Digests(
      SampleOptions options,
      Chain chain,
      Store store,
      Tally tally,
      Optional<LocalDate> missingDay) {
    this.options = options;
    this.chain = chain;
    this.store = store;
    this.tally = tally;
    this.missingDay = missingDay;
    for (Trail trail : chain.trails()) {
      Dice dice = Dice.of(options.seed(), "digest", chain.account(), chain.region(), trail.name());
      long start = options.from().toEpochDay() * 86_400 + dice.below(3_600);
      links.put(trail, new Links(start, dice));
    }
  }

  /**
   * A log file that was delivered.
   *
   * @param sha256 of its uncompressed bytes, lower hex
   * @param delivered when, in seconds of the epoch
   * @param oldest time of its oldest event
   */
  record Log(String key, String sha256, long delivered, long oldest, long newest) {}

  /** Where one trail's chain stands. */
  private static final class Links {
    private final List<Log> pending = new ArrayList<>();
    private final Dice dice;
    private long end;
    private String previousKey = "";
    private String previousHash = "";
    private String previousSignature = "";

    Links(long end, Dice dice) {
      this.end = end;
      this.dice = dice;
    }
  }

  void delivered(Trail trail, Log log) {
    Links link = links.get(trail);
    if (link == null) {
      throw new IllegalArgumentException("not a trail of this chain: " + trail);
    }
    if (options.digestHours() > 0) {
      link.pending.add(log);
    }
  }

  /** Writes the digests of all hours that ended by then. */
  void writeUntil(long second) throws IOException {
    int hours = options.digestHours();
    for (Trail trail : chain.trails()) {
      Links link = links.get(trail);
      if (hours == 0 || link == null) {
        continue;
      }
      while (link.end + hours * 3_600L <= second) {
        write(trail, link, link.end, link.end + hours * 3_600L);
      }
    }
  }

  /** Writes until the last log file that was delivered is named. */
  void writeAll() throws IOException {
    long last =
        links.values().stream()
            .flatMap(link -> link.pending.stream())
            .mapToLong(Log::delivered)
            .max()
            .orElse(Long.MIN_VALUE);
    if (last != Long.MIN_VALUE) {
      writeUntil(last + options.digestHours() * 3_600L + 1);
    }
    writer.close();
  }

  private void write(Trail trail, Links link, long start, long end) throws IOException {
    link.end = end;
    LocalDate day = LocalDate.ofInstant(Instant.ofEpochSecond(end), ZoneOffset.UTC);
    if (missingDay.filter(day::equals).isPresent()) {
      return;
    }
    List<Log> logs =
        link.pending.stream()
            .filter(log -> log.delivered() < end)
            .sorted(Comparator.comparing(Log::key))
            .toList();
    link.pending.removeIf(log -> log.delivered() < end);
    String key =
        SampleKeys.digest(trail, chain, options.regions().get(0), Instant.ofEpochSecond(end));
    // As real ones are written: who serialises them anew before hashing finds another hash.
    byte[] body = json(link, key, start, end, logs).toString().replace("/", "\\/").getBytes(UTF_8);
    writer.open(store.create(key));
    writer.append(body, 0, body.length);
    link.previousHash = writer.finish().sha256();
    link.previousKey = key;
    link.previousSignature = link.dice.hex(512);
    tally.neighbour("CloudTrail-Digest");
  }

  private JsonBuffer json(Links link, String key, long start, long end, List<Log> logs) {
    JsonBuffer json = new JsonBuffer(2048).open().field("awsAccountId", chain.account());
    json.timeField("digestStartTime", start).timeField("digestEndTime", end);
    json.field("digestS3Bucket", BUCKET).field("digestS3Object", key);
    json.field("digestPublicKeyFingerprint", FINGERPRINT);
    json.field("digestSignatureAlgorithm", "SHA256withRSA");
    time(json, "newestEventTime", logs.stream().mapToLong(Log::newest).max().orElse(-1));
    time(json, "oldestEventTime", logs.stream().mapToLong(Log::oldest).min().orElse(-1));
    boolean first = link.previousKey.isEmpty();
    json.field("previousDigestS3Bucket", first ? null : BUCKET);
    json.field("previousDigestS3Object", first ? null : link.previousKey);
    json.field("previousDigestHashValue", first ? null : link.previousHash);
    json.field("previousDigestHashAlgorithm", first ? null : "SHA-256");
    json.field("previousDigestSignature", first ? null : link.previousSignature);
    json.array("logFiles");
    for (Log log : logs) {
      json.open().field("s3Bucket", BUCKET).field("s3Object", log.key());
      json.field("hashValue", log.sha256()).field("hashAlgorithm", "SHA-256");
      time(json, "newestEventTime", log.newest());
      time(json, "oldestEventTime", log.oldest());
      json.end();
    }
    return json.endArray().end();
  }

  private static void time(JsonBuffer json, String name, long second) {
    if (second < 0) {
      json.field(name, (String) null);
    } else {
      json.timeField(name, second);
    }
  }
}
