package io.lookouttrail.sample;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.lookouttrail.sample.calls.Call;
import io.lookouttrail.sample.calls.LookoutRecordWriter;
import io.lookouttrail.sample.calls.OfficeActivity;
import io.lookouttrail.sample.calls.OtherServiceRecords;
import io.lookouttrail.sample.calls.PlantedCalls;
import io.lookouttrail.sample.calls.SampleAction;
import io.lookouttrail.sample.calls.TruthCounter;
import io.lookouttrail.sample.calls.TruthCounter.Contents;
import io.lookouttrail.sample.digests.DigestPlan;
import io.lookouttrail.sample.digests.DigestWriter;
import io.lookouttrail.sample.output.InflatedObject;
import io.lookouttrail.sample.output.JsonBuffer;
import io.lookouttrail.sample.output.LogFileBodies;
import io.lookouttrail.sample.output.ObjectSink;
import io.lookouttrail.sample.output.SeededRandom;
import io.lookouttrail.sample.plan.AccountRegion;
import io.lookouttrail.sample.plan.Person;
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
 * Plants the faults asked for, each in files of its own, on one day of one chain.
 *
 * <p>Digests name what CloudTrail delivered, before anything befell it: a file that was cut off
 * later has the hash of the whole one. What CloudTrail never wrote, no digest names.
 */
public final class FaultWriter {
  private final SampleOptions options;
  private final AccountRegion chain;
  private final Trail trail;
  private final TruthCounter tally;
  private final DigestWriter digests;
  private final FaultFiles files;
  private final OtherServiceRecords noise;
  private final LookoutRecordWriter records;
  private final PlantedCalls calls;
  private SeededRandom dice = SeededRandom.of(0);
  private long second;

  FaultWriter(
      SampleOptions options,
      AccountRegion chain,
      ObjectSink store,
      TruthCounter tally,
      DigestWriter digests,
      OtherServiceRecords noise) {
    this.options = options;
    this.chain = chain;
    this.trail = chain.trails().get(0);
    this.tally = tally;
    this.digests = digests;
    this.files = new FaultFiles(options, chain, store, tally, digests);
    this.noise = noise;
    this.records = new LookoutRecordWriter(chain);
    this.calls = new PlantedCalls(chain.people());
  }

  void write(LocalDate day) throws IOException {
    long start = day.toEpochDay() * 86_400 + 9 * 3600;
    for (Plant plant : Plant.values()) {
      start += 360;
      if (options.plants().contains(plant)) {
        dice = SeededRandom.of(options.seed(), "plant", plant.label());
        second = start;
        files.begin(plant, start, dice);
        write(plant);
      }
    }
  }

  private void write(Plant plant) throws IOException {
    switch (plant) {
      case TRUNCATED_GZIP -> truncated();
      case CORRUPT_GZIP -> {
        String body = LogFileBodies.records(some());
        broken("corrupt_gzip", body, LogFileBodies.wrongChecksum(body), "unreadable", 4, 3);
      }
      case NOT_GZIP -> replaced("not_gzip", "<?xml version=\"1.0\"?><Error/>", "unreadable");
      case EMPTY_FILE -> replaced("truncated", "", "unreadable");
      case NOT_JSON -> {
        byte[] page = LogFileBodies.gzip("<html><body>503 Slow Down</body></html>");
        broken("not_json", LogFileBodies.records(List.of(text(looked()))), page, "changed", 0, 0);
      }
      case NO_RECORDS -> {
        byte[] stored = LogFileBodies.gzip("{\"Message\":\"nothing\",\"Count\":0}");
        String key = files.put("json.gz", stored, 0, new Contents(0, 0, 0));
        files.digested(key, InflatedObject.of(stored).sha256());
        tally.quarantined(new Quarantined(key, "no_records", Optional.empty()));
      }
      case BAD_RECORD -> badRecords();
      case WRONG_TYPED_FIELDS ->
          whole(List.of(calls.wrongTyped(tell(calls.looking(second, dice)))), 1);
      case HUGE_FILE -> huge();
      case MULTI_MEMBER_GZIP ->
          sound("json.gz", LogFileBodies.members(LogFileBodies.records(some())), 4, 3);
      case PRETTY_PRINTED ->
          sound(
              "json.gz",
              LogFileBodies.gzip(LogFileBodies.pretty(LogFileBodies.records(some()))),
              4,
              3);
      case JSON_LINES ->
          sound("json.gz", LogFileBodies.gzip(String.join("\n", some()) + "\n"), 4, 3);
      case BARE_ARRAY ->
          sound("json.gz", LogFileBodies.gzip("[" + String.join(",", some()) + "]"), 4, 3);
      case PLAIN_JSON -> foreign("json", LogFileBodies.records(some()).getBytes(UTF_8), 4, 3);
      case LOOKUP_EVENTS -> lookupEvents();
      case ESCAPED_SOURCE -> escaped();
      case UNKNOWN_ACTION ->
          told(List.of(calls.looking(second, dice).unknown("DetectAnomaliesV2")));
      case CALL_AFTER_END -> afterEnd();
      case DUPLICATE_FILE -> {
        byte[] file = LogFileBodies.gzip(LogFileBodies.records(some()));
        sound("json.gz", file, 4, 3);
        sound("json.gz", file, 4, 3);
      }
      case CROSS_ACCOUNT -> told(calls.changes(second, chain.people().partner(), dice));
      case ROOT_USE -> told(calls.changes(second, chain.people().root(), dice));
      case NO_EVENT_ID -> noEventId();
      case HOSTILE_STRINGS -> told(calls.hostile(second, chain.account(), dice));
      case LOG_CHANGED -> changed();
      case LOG_DELETED -> files.deleted(LogFileBodies.records(List.of(text(looked()))), "missing");
      case UNDIGESTED_LOG ->
          foreign(
              "json.gz", LogFileBodies.gzip(LogFileBodies.records(List.of(tell(looked())))), 1, 1);
      case DIGEST_DELETED, TWO_DIGESTS_DELETED, DIGEST_MOVED, DIGEST_ALTERED, WRONG_KEY ->
          beneath(plant);
      case MISSING_DAY, NEIGHBOURS, SIGNATURE_ALTERED, VALIDATION_OFF -> {}
    }
  }

  private void truncated() throws IOException {
    List<String> all = some();
    String body = LogFileBodies.records(all);
    String unfinished = body.substring(0, body.length() - all.get(3).length() / 2);
    broken("truncated", body, LogFileBodies.cutOff(unfinished), "unreadable", 3, 3);
  }

  /** Whoever did it cut out what the root user did, of which nothing else tells. */
  private void changed() throws IOException {
    List<String> left = some();
    List<String> all = new ArrayList<>(left);
    Person root = chain.people().root();
    all.add(
        2,
        text(Call.of(second, root, SampleAction.DELETE_DATASET, OfficeActivity.PROJECT, "", dice)));
    byte[] stored = LogFileBodies.gzip(LogFileBodies.records(left));
    String key =
        files.put("json.gz", stored, InflatedObject.of(stored).bytes(), new Contents(4, 3, 0));
    files.befell(key, LogFileBodies.records(all), "changed");
  }

  /** A log file for each digest that the plant befalls, which might be of an empty hour. */
  private void beneath(Plant plant) throws IOException {
    for (DigestPlan.Window window : digests.windows(trail, plant)) {
      second = window.middle() - FaultFiles.LAG;
      files.begin(plant, second, dice);
      List<String> all = new ArrayList<>(List.of(other()));
      boolean inService = !files.day().isAfter(SampleOptions.SERVICE_END);
      if (inService) {
        Person engineer = chain.people().engineer();
        all.add(
            tell(
                Call.of(
                    second,
                    engineer,
                    SampleAction.LIST_PROJECTS,
                    OfficeActivity.PROJECT,
                    "",
                    dice)));
      }
      whole(all, inService ? 1 : 0);
      if (plant == Plant.DIGEST_ALTERED) {
        files.deleted(LogFileBodies.records(List.of(text(looked()))), "missing");
      }
    }
  }

  private void badRecords() throws IOException {
    List<String> all = new ArrayList<>(List.of(tell(calls.looking(second, dice))));
    String sound = text(calls.looking(second, dice));
    all.add(sound.replaceFirst("\"eventTime\":\"[^\"]*\",", ""));
    all.add(sound.replace("\"DetectAnomalies\"", "\"Detect Anomalies/../x\""));
    all.add(
        sound.replace(
            "\"" + LookoutRecordWriter.SOURCE + "\"", "[\"" + LookoutRecordWriter.SOURCE + "\"]"));
    all.add(tell(calls.looking(second, dice)));
    byte[] stored = LogFileBodies.gzip(LogFileBodies.records(all));
    String key =
        files.put("json.gz", stored, InflatedObject.of(stored).bytes(), new Contents(5, 2, 3));
    files.digested(key, InflatedObject.of(stored).sha256());
    for (int index = 1; index <= 3; index++) {
      tally.quarantined(new Quarantined(key, "bad_record", Optional.of(index)));
    }
  }

  /** No digest names it: nobody but the bomb's author ever wrote it. */
  private void huge() throws IOException {
    String key = files.putBomb(options.hugeFileBytes());
    files.undigested(key);
    tally.quarantined(new Quarantined(key, "too_large", Optional.empty()));
  }

  private void lookupEvents() throws IOException {
    JsonBuffer json = new JsonBuffer(1 << 13).open().array("Events");
    for (String record : some()) {
      json.open().field("ReadOnly", "false").timeField("EventTime", second);
      json.array("Resources").endArray().field("CloudTrailEvent", record).end();
    }
    String answer = json.endArray().field("NextToken", "kbOt5LlZe").end().toString();
    foreign("json", LogFileBodies.pretty(answer).getBytes(UTF_8), 4, 3);
  }

  private void escaped() throws IOException {
    List<String> all = new ArrayList<>();
    for (String spelling :
        List.of(
            "\\u006cookoutvision.amazonaws.com",
            "lookoutvision\\u002eamazonaws\\u002Ecom",
            "\\u006C\\u006F\\u006F\\u006B\\u006F\\u0075tvision.amazonaws.com")) {
      Call call = calls.looking(second, dice);
      tally.event(chain, call);
      JsonBuffer json = new JsonBuffer(2048);
      records.write(json, call, spelling);
      all.add(json.toString());
    }
    all.add(tell(calls.looking(second, dice)).replace("\"eventSource\"", "\"event\\u0053ource\""));
    whole(all, 4);
  }

  private void afterEnd() throws IOException {
    second = SampleOptions.SERVICE_END.plusDays(3).toEpochDay() * 86_400 + 10 * 3600;
    files.begin(Plant.CALL_AFTER_END, second, dice);
    told(
        List.of(
            calls.looking(second, dice),
            Call.of(
                second,
                chain.people().engineer(),
                SampleAction.LIST_PROJECTS,
                OfficeActivity.PROJECT,
                "",
                dice)));
  }

  private void noEventId() throws IOException {
    List<String> all = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      all.add(
          tell(
              Call.of(
                  second + i,
                  chain.people().early(),
                  SampleAction.DESCRIBE_PROJECT,
                  OfficeActivity.PROJECT,
                  "",
                  dice)));
    }
    whole(all, 3);
    whole(all.subList(0, 1), 1);
  }

  /** Three calls and another service's record after them. */
  private List<String> some() {
    List<String> all = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      all.add(tell(calls.looking(second + i, dice)));
    }
    all.add(other());
    return all;
  }

  private Call looked() {
    return calls.looking(second, dice);
  }

  /** Another service's record. */
  private String other() {
    JsonBuffer json = new JsonBuffer(2048);
    noise.write(json, second, dice);
    return json.toString();
  }

  /** A record of a call that counts. */
  private String tell(Call call) {
    tally.event(chain, call);
    return text(call);
  }

  private String text(Call call) {
    JsonBuffer json = new JsonBuffer(2048);
    records.write(json, call);
    return json.toString();
  }

  private void told(List<Call> planted) throws IOException {
    whole(planted.stream().map(this::tell).toList(), planted.size());
  }

  private void whole(List<String> all, int lookout) throws IOException {
    sound("json.gz", LogFileBodies.gzip(LogFileBodies.records(all)), all.size(), lookout);
  }

  private void sound(String extension, byte[] stored, int count, int lookout) throws IOException {
    InflatedObject body = InflatedObject.of(stored);
    Contents contents = new Contents(count, lookout, 0);
    files.digested(files.put(extension, stored, body.bytes(), contents), body.sha256());
  }

  /** A file that CloudTrail did not write. */
  private void foreign(String extension, byte[] stored, int count, int lookout) throws IOException {
    Contents contents = new Contents(count, lookout, 0);
    files.undigested(files.put(extension, stored, InflatedObject.of(stored).bytes(), contents));
  }

  /** A file that something else lies in the place of. */
  private void replaced(String problem, String by, String state) throws IOException {
    broken(
        problem, LogFileBodies.records(List.of(text(looked()))), by.getBytes(UTF_8), state, 0, 0);
  }

  /** A file that was whole when a digest named it; none of it counts as JSON. */
  private void broken(
      String problem, String whole, byte[] stored, String state, int count, int lookout)
      throws IOException {
    String key = files.put("json.gz", stored, 0, new Contents(count, lookout, 0));
    files.befell(key, whole, state);
    tally.quarantined(new Quarantined(key, problem, Optional.empty()));
  }
}
