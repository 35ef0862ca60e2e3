package io.lookouttrail.sample;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.lookouttrail.sample.SampleTruth.Quarantined;
import io.lookouttrail.sample.Tally.Contents;
import java.io.IOException;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Plants the faults asked for, each in files of its own, on one day of one chain.
 *
 * <p>Digests name what CloudTrail delivered, before anything befell it: a file that was cut off
 * later has the hash of the whole one. What CloudTrail never wrote, no digest names.
 */
final class Plants {
  private final SampleOptions options;
  private final Chain chain;
  private final Trail trail;
  private final Tally tally;
  private final Digests digests;
  private final PlantedFiles files;
  private final Noise noise;
  private final Records records;
  private final PlantedCalls calls;
  private Dice dice = Dice.of(0);
  private long second;

  Plants(
      SampleOptions options, Chain chain, Store store, Tally tally, Digests digests, Noise noise) {
    this.options = options;
    this.chain = chain;
    this.trail = chain.trails().get(0);
    this.tally = tally;
    this.digests = digests;
    this.files = new PlantedFiles(options, chain, store, tally, digests);
    this.noise = noise;
    this.records = new Records(chain);
    this.calls = new PlantedCalls(chain.people());
  }

  /** The day that holds what is planted: a weekday in the middle of the sample. */
  static LocalDate day(SampleOptions options) {
    LocalDate last =
        options.to().isAfter(SampleOptions.SERVICE_END)
                && !options.from().isAfter(SampleOptions.SERVICE_END)
            ? SampleOptions.SERVICE_END
            : options.to();
    LocalDate middle = options.from().plusDays(ChronoUnit.DAYS.between(options.from(), last) / 2);
    for (LocalDate day = middle; !day.isAfter(last); day = day.plusDays(1)) {
      if (Factory.isWeekday(day)) {
        return day;
      }
    }
    return middle;
  }

  void write(LocalDate day) throws IOException {
    long start = day.toEpochDay() * 86_400 + 9 * 3600;
    for (Plant plant : Plant.values()) {
      start += 360;
      if (options.plants().contains(plant)) {
        dice = Dice.of(options.seed(), "plant", plant.label());
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
        String body = Bodies.records(some());
        broken("corrupt_gzip", body, Bodies.wrongChecksum(body), "unreadable", 4, 3);
      }
      case NOT_GZIP -> replaced("not_gzip", "<?xml version=\"1.0\"?><Error/>", "unreadable");
      case EMPTY_FILE -> replaced("truncated", "", "unreadable");
      case NOT_JSON -> {
        byte[] page = Bodies.gzip("<html><body>503 Slow Down</body></html>");
        broken("not_json", Bodies.records(List.of(text(looked()))), page, "changed", 0, 0);
      }
      case NO_RECORDS -> {
        byte[] stored = Bodies.gzip("{\"Message\":\"nothing\",\"Count\":0}");
        String key = files.put("json.gz", stored, 0, new Contents(0, 0, 0));
        files.digested(key, Inflated.of(stored).sha256());
        tally.quarantined(new Quarantined(key, "no_records", Optional.empty()));
      }
      case BAD_RECORD -> badRecords();
      case WRONG_TYPED_FIELDS ->
          whole(List.of(calls.wrongTyped(tell(calls.looking(second, dice)))), 1);
      case HUGE_FILE -> huge();
      case MULTI_MEMBER_GZIP -> sound("json.gz", Bodies.members(Bodies.records(some())), 4, 3);
      case PRETTY_PRINTED ->
          sound("json.gz", Bodies.gzip(Bodies.pretty(Bodies.records(some()))), 4, 3);
      case JSON_LINES -> sound("json.gz", Bodies.gzip(String.join("\n", some()) + "\n"), 4, 3);
      case BARE_ARRAY -> sound("json.gz", Bodies.gzip("[" + String.join(",", some()) + "]"), 4, 3);
      case PLAIN_JSON -> foreign("json", Bodies.records(some()).getBytes(UTF_8), 4, 3);
      case LOOKUP_EVENTS -> lookupEvents();
      case ESCAPED_SOURCE -> escaped();
      case UNKNOWN_ACTION ->
          told(List.of(calls.looking(second, dice).unknown("DetectAnomaliesV2")));
      case CALL_AFTER_END -> afterEnd();
      case DUPLICATE_FILE -> {
        byte[] file = Bodies.gzip(Bodies.records(some()));
        sound("json.gz", file, 4, 3);
        sound("json.gz", file, 4, 3);
      }
      case CROSS_ACCOUNT -> told(calls.changes(second, chain.people().partner(), dice));
      case ROOT_USE -> told(calls.changes(second, chain.people().root(), dice));
      case NO_EVENT_ID -> noEventId();
      case HOSTILE_STRINGS -> told(calls.hostile(second, chain.account(), dice));
      case LOG_CHANGED -> changed();
      case LOG_DELETED -> files.deleted(Bodies.records(List.of(text(looked()))), "missing");
      case UNDIGESTED_LOG ->
          foreign("json.gz", Bodies.gzip(Bodies.records(List.of(tell(looked())))), 1, 1);
      case DIGEST_DELETED, TWO_DIGESTS_DELETED, DIGEST_MOVED, DIGEST_ALTERED, WRONG_KEY ->
          beneath(plant);
      case MISSING_DAY, NEIGHBOURS, SIGNATURE_ALTERED, VALIDATION_OFF -> {}
    }
  }

  private void truncated() throws IOException {
    List<String> all = some();
    String body = Bodies.records(all);
    String unfinished = body.substring(0, body.length() - all.get(3).length() / 2);
    broken("truncated", body, Bodies.cutOff(unfinished), "unreadable", 3, 3);
  }

  /** Whoever did it cut out what the root user did, of which nothing else tells. */
  private void changed() throws IOException {
    List<String> left = some();
    List<String> all = new ArrayList<>(left);
    Person root = chain.people().root();
    all.add(2, text(Call.of(second, root, Action.DELETE_DATASET, Office.PROJECT, "", dice)));
    byte[] stored = Bodies.gzip(Bodies.records(left));
    String key = files.put("json.gz", stored, Inflated.of(stored).bytes(), new Contents(4, 3, 0));
    files.befell(key, Bodies.records(all), "changed");
  }

  /** A log file for each digest that the plant befalls, which might be of an empty hour. */
  private void beneath(Plant plant) throws IOException {
    for (DigestPlan.Window window : digests.windows(trail, plant)) {
      second = window.middle() - PlantedFiles.LAG;
      files.begin(plant, second, dice);
      List<String> all = new ArrayList<>(List.of(other()));
      boolean inService = !files.day().isAfter(SampleOptions.SERVICE_END);
      if (inService) {
        Person engineer = chain.people().engineer();
        all.add(tell(Call.of(second, engineer, Action.LIST_PROJECTS, Office.PROJECT, "", dice)));
      }
      whole(all, inService ? 1 : 0);
      if (plant == Plant.DIGEST_ALTERED) {
        files.deleted(Bodies.records(List.of(text(looked()))), "missing");
      }
    }
  }

  private void badRecords() throws IOException {
    List<String> all = new ArrayList<>(List.of(tell(calls.looking(second, dice))));
    String sound = text(calls.looking(second, dice));
    all.add(sound.replaceFirst("\"eventTime\":\"[^\"]*\",", ""));
    all.add(sound.replace("\"DetectAnomalies\"", "\"Detect Anomalies/../x\""));
    all.add(sound.replace("\"" + Records.SOURCE + "\"", "[\"" + Records.SOURCE + "\"]"));
    all.add(tell(calls.looking(second, dice)));
    byte[] stored = Bodies.gzip(Bodies.records(all));
    String key = files.put("json.gz", stored, Inflated.of(stored).bytes(), new Contents(5, 2, 3));
    files.digested(key, Inflated.of(stored).sha256());
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
    foreign("json", Bodies.pretty(answer).getBytes(UTF_8), 4, 3);
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
                Action.LIST_PROJECTS,
                Office.PROJECT,
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
                  Action.DESCRIBE_PROJECT,
                  Office.PROJECT,
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
    sound("json.gz", Bodies.gzip(Bodies.records(all)), all.size(), lookout);
  }

  private void sound(String extension, byte[] stored, int count, int lookout) throws IOException {
    Inflated body = Inflated.of(stored);
    Contents contents = new Contents(count, lookout, 0);
    files.digested(files.put(extension, stored, body.bytes(), contents), body.sha256());
  }

  /** A file that CloudTrail did not write. */
  private void foreign(String extension, byte[] stored, int count, int lookout) throws IOException {
    Contents contents = new Contents(count, lookout, 0);
    files.undigested(files.put(extension, stored, Inflated.of(stored).bytes(), contents));
  }

  /** A file that something else lies in the place of. */
  private void replaced(String problem, String by, String state) throws IOException {
    broken(problem, Bodies.records(List.of(text(looked()))), by.getBytes(UTF_8), state, 0, 0);
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
