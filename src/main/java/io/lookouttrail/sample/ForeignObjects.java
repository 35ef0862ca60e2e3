package io.lookouttrail.sample;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.lookouttrail.sample.calls.TruthCounter;
import io.lookouttrail.sample.output.GzipWriter;
import io.lookouttrail.sample.output.JsonBuffer;
import io.lookouttrail.sample.output.ObjectSink;
import io.lookouttrail.sample.output.SeededRandom;
import io.lookouttrail.sample.plan.AccountRegion;
import io.lookouttrail.sample.plan.ObjectKeys;
import io.lookouttrail.sample.plan.Trail;
import java.io.IOException;
import java.io.OutputStream;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;

/** Writes objects of other kinds into the same bucket, which a reader of log files must skip. */
final class ForeignObjects {
  private final long seed;
  private final AccountRegion accountRegion;
  private final ObjectSink store;
  private final TruthCounter counter;

  ForeignObjects(long seed, AccountRegion accountRegion, ObjectSink store, TruthCounter counter) {
    this.seed = seed;
    this.accountRegion = accountRegion;
    this.store = store;
    this.counter = counter;
  }

  /** Writes the Insight, Config, flow log and similar objects of a day. */
  void write(LocalDate day) throws IOException {
    Trail trail = accountRegion.trails().get(0);
    SeededRandom random =
        SeededRandom.of(seed, "neighbours", accountRegion.account(), accountRegion.region(), day);
    Instant noon = Instant.ofEpochSecond(day.toEpochDay() * 86_400 + 43_200);
    String unique = random.letters(16);
    if (day.getDayOfWeek() == DayOfWeek.MONDAY) {
      String key =
          ObjectKeys.foreignObject(trail, accountRegion, "CloudTrail-Insight", noon, unique);
      writeGzip("CloudTrail-Insight", key, insight(noon, random));
      writeGzip(
          "Config",
          ObjectKeys.config(trail, accountRegion, noon, unique),
          "{\"fileVersion\":\"1.0\",\"configurationItems\":[]}");
    }
    if (day.getDayOfMonth() == 2) {
      for (String kind : new String[] {"CloudTrail-NetworkActivity", "CloudTrail-Aggregated"}) {
        writeGzip(
            kind,
            ObjectKeys.foreignObject(trail, accountRegion, kind, noon, unique),
            "{\"Records\":[{\"eventVersion\":\"1.0\",\"eventSource\":\"lookoutvision.amazonaws.com\"}]}");
      }
      writeGzip(
          "vpcflowlogs",
          ObjectKeys.flowLog(trail, accountRegion, noon, random.hex(17)),
          "version account-id interface-id srcaddr dstaddr\n2 "
              + accountRegion.account()
              + " eni-0 10.20.4.17 10.20.0.2\n");
    }
  }

  /** Writes the objects of {@code Plant.NEIGHBOURS}, whose kinds a reader does not know. */
  void plant(LocalDate day) throws IOException {
    Trail trail = accountRegion.trails().get(0);
    Instant noon = Instant.ofEpochSecond(day.toEpochDay() * 86_400 + 43_200);
    String folder = ObjectKeys.inFolder(trail, accountRegion, "CloudTrail", noon);
    writePlanted(folder + "README.txt", "moved here by hand, see the ticket\n");
    writePlanted(folder + ".DS_Store", "\u0000\u0000\u0000\u0001Bud1");
    writePlanted(folder + "_SUCCESS", "");
    writePlanted(
        "AWSLogs/"
            + accountRegion.account()
            + "/elasticloadbalancing/"
            + accountRegion.region()
            + "/2025/10/01/lb.log.gz",
        "x");
    writePlanted(
        ObjectKeys.inFolder(trail, accountRegion, "CloudTrail-Lake", noon) + "export.json.gz", "x");
    writePlanted("athena-results/query.csv", "\"eventsource\"\n\"lookoutvision.amazonaws.com\"\n");
  }

  private String insight(Instant noon, SeededRandom random) {
    JsonBuffer json = new JsonBuffer(900).open().array("Records");
    String shared = random.uuid();
    for (String state : new String[] {"Start", "End"}) {
      json.open().field("eventVersion", "1.08").timeField("eventTime", noon.getEpochSecond());
      json.field("awsRegion", accountRegion.region()).field("eventID", random.uuid());
      json.field("eventType", "AwsCloudTrailInsight")
          .field("recipientAccountId", accountRegion.account());
      json.field("sharedEventID", shared).object("insightDetails").field("state", state);
      json.field("eventSource", "lookoutvision.amazonaws.com")
          .field("eventName", "DetectAnomalies");
      json.field("insightType", "ApiCallRateInsight").object("insightContext").object("statistics");
      json.object("baseline").json("average", "0.0882145").end();
      json.object("insight").json("average", "6.6").end().field("insightDuration", 5);
      json.end().end().end().field("eventCategory", "Insight").end();
    }
    return json.endArray().end().toString();
  }

  private void writeGzip(String kind, String key, String body) throws IOException {
    byte[] bytes = body.getBytes(UTF_8);
    try (GzipWriter writer = new GzipWriter()) {
      writer.open(store.create(key));
      writer.append(bytes, 0, bytes.length);
      writer.finish();
    }
    counter.foreignObject(kind);
  }

  private void writePlanted(String key, String body) throws IOException {
    try (OutputStream out = store.create(key)) {
      out.write(body.getBytes(UTF_8));
    }
    counter.foreignObject("planted");
  }
}
