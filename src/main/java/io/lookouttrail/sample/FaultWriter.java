package io.lookouttrail.sample;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.lookouttrail.sample.calls.OtherServiceRecords;
import io.lookouttrail.sample.calls.TruthCounter;
import io.lookouttrail.sample.calls.TruthCounter.Contents;
import io.lookouttrail.sample.digests.DigestPlan;
import io.lookouttrail.sample.digests.DigestWriter;
import io.lookouttrail.sample.output.InflatedObject;
import io.lookouttrail.sample.output.LogFileBodies;
import io.lookouttrail.sample.output.ObjectSink;
import io.lookouttrail.sample.output.SeededRandom;
import io.lookouttrail.sample.plan.AccountRegion;
import io.lookouttrail.sample.plan.Plant;
import io.lookouttrail.sample.plan.SampleOptions;
import io.lookouttrail.sample.plan.Trail;
import io.lookouttrail.sample.truth.SampleTruth.Quarantined;
import java.io.IOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Writes the planted log files of one account's Region on one day; each fault has separate files.
 *
 * <p>A digest contains the hash of the file that CloudTrail delivered, before the fault: for a
 * truncated file the hash of the whole one. No digest lists a file that CloudTrail did not write.
 */
final class FaultWriter {
  private final SampleOptions options;
  private final AccountRegion accountRegion;
  private final Trail trail;
  private final TruthCounter counter;
  private final DigestWriter digests;
  private final FaultFiles files;
  private final PlantedRecords records;

  FaultWriter(
      SampleOptions options,
      AccountRegion accountRegion,
      ObjectSink store,
      TruthCounter counter,
      DigestWriter digests,
      OtherServiceRecords otherServices) {
    this.options = options;
    this.accountRegion = accountRegion;
    this.trail = accountRegion.trails().get(0);
    this.counter = counter;
    this.digests = digests;
    this.files = new FaultFiles(options, accountRegion, store, counter, digests);
    this.records = new PlantedRecords(accountRegion, counter, otherServices);
  }

  /** Writes the files of all plants that the options name. */
  void write(LocalDate day) throws IOException {
    long start = day.toEpochDay() * 86_400 + 9 * 3600;
    for (Plant plant : Plant.values()) {
      start += 360;
      if (options.plants().contains(plant)) {
        SeededRandom random = SeededRandom.of(options.seed(), "plant", plant.label());
        begin(plant, start, random);
        write(plant, random);
      }
    }
  }

  private void begin(Plant plant, long second, SeededRandom random) {
    files.begin(plant, second, random);
    records.begin(second, random);
  }

  private void write(Plant plant, SeededRandom random) throws IOException {
    switch (plant) {
      case TRUNCATED_GZIP -> truncated();
      case CORRUPT_GZIP -> wrongChecksum();
      case NOT_GZIP -> replaced("not_gzip", "<?xml version=\"1.0\"?><Error/>");
      case EMPTY_FILE -> replaced("truncated", "");
      case NOT_JSON -> notJson();
      case NO_RECORDS -> noRecords();
      case BAD_RECORD -> badRecords();
      case WRONG_TYPED_FIELDS -> lookoutFile(List.of(records.withWrongTypes()));
      case HUGE_FILE -> huge();
      case MULTI_MEMBER_GZIP -> compressedAgain(LogFileBodies.records(fourRecords()));
      case PRETTY_PRINTED ->
          fourRecordFile(gzip(LogFileBodies.prettyPrinted(LogFileBodies.records(fourRecords()))));
      case JSON_LINES -> fourRecordFile(gzip(String.join("\n", fourRecords()) + "\n"));
      case BARE_ARRAY -> fourRecordFile(gzip("[" + String.join(",", fourRecords()) + "]"));
      case PLAIN_JSON -> undigested("json", bytes(LogFileBodies.records(fourRecords())), 4, 3);
      case LOOKUP_EVENTS -> undigested("json", bytes(records.lookupEventsAnswer()), 4, 3);
      case ESCAPED_SOURCE -> lookoutFile(records.withEscapedSource());
      case UNKNOWN_ACTION -> lookoutFile(List.of(records.unknownAction()));
      case CALL_AFTER_END -> afterServiceEnd(random);
      case DUPLICATE_FILE -> duplicate();
      case CROSS_ACCOUNT -> lookoutFile(records.changes(accountRegion.callers().partner()));
      case ROOT_USE -> lookoutFile(records.changes(accountRegion.callers().root()));
      case NO_EVENT_ID -> noEventId();
      case HOSTILE_STRINGS -> lookoutFile(records.withHostileText());
      case LOG_CHANGED -> changed();
      case LOG_DELETED -> files.deleted(LogFileBodies.records(List.of(records.lostDetection())));
      case UNDIGESTED_LOG ->
          undigested("json.gz", gzip(LogFileBodies.records(List.of(records.detection()))), 1, 1);
      case DIGEST_DELETED, TWO_DIGESTS_DELETED, DIGEST_MOVED, DIGEST_ALTERED, WRONG_KEY ->
          logsOfFaultyDigests(plant, random);
      case MISSING_DAY, NEIGHBOURS, SIGNATURE_ALTERED, VALIDATION_OFF -> {}
    }
  }

  private void truncated() throws IOException {
    List<String> all = fourRecords();
    String body = LogFileBodies.records(all);
    String unfinished = body.substring(0, body.length() - all.get(3).length() / 2);
    byte[] stored = LogFileBodies.truncatedGzip(unfinished);
    damaged("truncated", body, stored, "unreadable", new Contents(3, 3, 0));
  }

  private void wrongChecksum() throws IOException {
    String body = LogFileBodies.records(fourRecords());
    byte[] stored = LogFileBodies.wrongChecksum(body);
    damaged("corrupt_gzip", body, stored, "unreadable", new Contents(4, 3, 0));
  }

  private void notJson() throws IOException {
    byte[] page = gzip("<html><body>503 Slow Down</body></html>");
    String delivered = LogFileBodies.records(List.of(records.lostDetection()));
    damaged("not_json", delivered, page, "changed", new Contents(0, 0, 0));
  }

  /** A file in whose place something else is stored. */
  private void replaced(String problem, String replacement) throws IOException {
    String delivered = LogFileBodies.records(List.of(records.lostDetection()));
    damaged(problem, delivered, bytes(replacement), "unreadable", new Contents(0, 0, 0));
  }

  private void noRecords() throws IOException {
    byte[] stored = gzip("{\"Message\":\"nothing\",\"Count\":0}");
    String key = files.put("json.gz", stored, 0, new Contents(0, 0, 0));
    files.digestedAsStored(key, InflatedObject.of(stored).sha256());
    counter.quarantined(new Quarantined(key, "no_records", Optional.empty()));
  }

  private void badRecords() throws IOException {
    String key =
        intact(gzip(LogFileBodies.records(records.withBadRecords())), new Contents(5, 2, 3));
    for (int index = 1; index <= 3; index++) {
      counter.quarantined(new Quarantined(key, "bad_record", Optional.of(index)));
    }
  }

  /** A decompression bomb; CloudTrail did not write it, so that no digest lists it. */
  private void huge() throws IOException {
    String key = files.putBomb(options.hugeFileBytes());
    files.undigested(key);
    counter.quarantined(new Quarantined(key, "too_large", Optional.empty()));
  }

  private void afterServiceEnd(SeededRandom random) throws IOException {
    LocalDate day = SampleOptions.SERVICE_END.plusDays(3);
    begin(Plant.CALL_AFTER_END, day.toEpochDay() * 86_400 + 10 * 3600, random);
    lookoutFile(records.afterServiceEnd());
  }

  private void duplicate() throws IOException {
    byte[] file = gzip(LogFileBodies.records(fourRecords()));
    fourRecordFile(file);
    fourRecordFile(file);
  }

  /** Three records in one file, and the first of them once more in another. */
  private void noEventId() throws IOException {
    List<String> all = records.withoutEventId();
    lookoutFile(all);
    lookoutFile(all.subList(0, 1));
  }

  /** A file from which the only record of a deletion by the root user was removed. */
  private void changed() throws IOException {
    List<String> left = fourRecords();
    List<String> all = new ArrayList<>(left);
    all.add(2, records.lostDeletion());
    byte[] stored = gzip(LogFileBodies.records(left));
    long inflated = InflatedObject.of(stored).bytes();
    String key = files.put("json.gz", stored, inflated, new Contents(4, 3, 0));
    files.digestedAsDelivered(key, LogFileBodies.records(all), "changed");
  }

  /** A log file for each digest of the plant, so that none of these digests has an empty hour. */
  private void logsOfFaultyDigests(Plant plant, SeededRandom random) throws IOException {
    for (DigestPlan.Window window : digests.windows(trail, plant)) {
      begin(plant, window.middle() - FaultFiles.DELIVERY_SECONDS, random);
      List<String> all = new ArrayList<>(List.of(records.ofOtherService()));
      boolean isInService = !files.day().isAfter(SampleOptions.SERVICE_END);
      if (isInService) {
        all.add(records.listing());
      }
      intact(gzip(LogFileBodies.records(all)), new Contents(all.size(), isInService ? 1 : 0, 0));
      if (plant == Plant.DIGEST_ALTERED) {
        files.deleted(LogFileBodies.records(List.of(records.lostDetection())));
      }
    }
  }

  private List<String> fourRecords() {
    return records.fourRecords();
  }

  private void fourRecordFile(byte[] stored) throws IOException {
    intact(stored, new Contents(4, 3, 0));
  }

  /** A file that contains only records of Lookout for Vision. */
  private void lookoutFile(List<String> all) throws IOException {
    intact(gzip(LogFileBodies.records(all)), new Contents(all.size(), all.size(), 0));
  }

  /** A file that is stored as CloudTrail delivered it. */
  private String intact(byte[] stored, Contents contents) throws IOException {
    InflatedObject body = InflatedObject.of(stored);
    String key = files.put("json.gz", stored, body.bytes(), contents);
    files.digestedAsStored(key, body.sha256());
    return key;
  }

  /** A file whose content is as delivered, in more gzip members than CloudTrail writes. */
  private void compressedAgain(String body) throws IOException {
    byte[] stored = LogFileBodies.multiMemberGzip(body);
    long inflated = InflatedObject.of(stored).bytes();
    String key = files.put("json.gz", stored, inflated, new Contents(4, 3, 0));
    files.digestedAsDelivered(key, body, "changed");
  }

  /** A file that CloudTrail did not write. */
  private void undigested(String extension, byte[] stored, int count, int lookout)
      throws IOException {
    Contents contents = new Contents(count, lookout, 0);
    files.undigested(files.put(extension, stored, InflatedObject.of(stored).bytes(), contents));
  }

  /** A file that was damaged after a digest listed it; its inflated size is not counted. */
  private void damaged(
      String problem, String delivered, byte[] stored, String state, Contents contents)
      throws IOException {
    String key = files.put("json.gz", stored, 0, contents);
    files.digestedAsDelivered(key, delivered, state);
    counter.quarantined(new Quarantined(key, problem, Optional.empty()));
  }

  private static byte[] gzip(String body) throws IOException {
    return LogFileBodies.gzip(body);
  }

  private static byte[] bytes(String body) {
    return body.getBytes(UTF_8);
  }
}
