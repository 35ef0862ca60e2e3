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

/** Objects of other kinds that lie in the same bucket, and that a reader must leave alone. */
final class ForeignObjects {
  private final long seed;
  private final AccountRegion chain;
  private final ObjectSink store;
  private final TruthCounter tally;

  ForeignObjects(long seed, AccountRegion chain, ObjectSink store, TruthCounter tally) {
    this.seed = seed;
    this.chain = chain;
    this.store = store;
    this.tally = tally;
  }

  void write(LocalDate day) throws IOException {
    Trail trail = chain.trails().get(0);
    SeededRandom dice = SeededRandom.of(seed, "neighbours", chain.account(), chain.region(), day);
    Instant noon = Instant.ofEpochSecond(day.toEpochDay() * 86_400 + 43_200);
    String unique = dice.letters(16);
    if (day.getDayOfWeek() == DayOfWeek.MONDAY) {
      String key = ObjectKeys.neighbour(trail, chain, "CloudTrail-Insight", noon, unique);
      put("CloudTrail-Insight", key, insight(noon, dice));
      put(
          "Config",
          ObjectKeys.config(trail, chain, noon, unique),
          "{\"fileVersion\":\"1.0\",\"configurationItems\":[]}");
    }
    if (day.getDayOfMonth() == 2) {
      for (String kind : new String[] {"CloudTrail-NetworkActivity", "CloudTrail-Aggregated"}) {
        put(
            kind,
            ObjectKeys.neighbour(trail, chain, kind, noon, unique),
            "{\"Records\":[{\"eventVersion\":\"1.0\",\"eventSource\":\"lookoutvision.amazonaws.com\"}]}");
      }
      put(
          "vpcflowlogs",
          ObjectKeys.flowLog(trail, chain, noon, dice.hex(17)),
          "version account-id interface-id srcaddr dstaddr\n2 "
              + chain.account()
              + " eni-0 10.20.4.17 10.20.0.2\n");
    }
  }

  /** Objects of kinds that nobody announced. */
  void plant(LocalDate day) throws IOException {
    Trail trail = chain.trails().get(0);
    Instant noon = Instant.ofEpochSecond(day.toEpochDay() * 86_400 + 43_200);
    String folder = ObjectKeys.inFolder(trail, chain, "CloudTrail", noon);
    plain(folder + "README.txt", "moved here by hand, see the ticket\n");
    plain(folder + ".DS_Store", "\u0000\u0000\u0000\u0001Bud1");
    plain(folder + "_SUCCESS", "");
    plain(
        "AWSLogs/"
            + chain.account()
            + "/elasticloadbalancing/"
            + chain.region()
            + "/2025/10/01/lb.log.gz",
        "x");
    plain(ObjectKeys.inFolder(trail, chain, "CloudTrail-Lake", noon) + "export.json.gz", "x");
    plain("athena-results/query.csv", "\"eventsource\"\n\"lookoutvision.amazonaws.com\"\n");
  }

  private String insight(Instant noon, SeededRandom dice) {
    JsonBuffer json = new JsonBuffer(900).open().array("Records");
    String shared = dice.uuid();
    for (String state : new String[] {"Start", "End"}) {
      json.open().field("eventVersion", "1.08").timeField("eventTime", noon.getEpochSecond());
      json.field("awsRegion", chain.region()).field("eventID", dice.uuid());
      json.field("eventType", "AwsCloudTrailInsight").field("recipientAccountId", chain.account());
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

  private void put(String kind, String key, String body) throws IOException {
    byte[] bytes = body.getBytes(UTF_8);
    try (GzipWriter writer = new GzipWriter()) {
      writer.open(store.create(key));
      writer.append(bytes, 0, bytes.length);
      writer.finish();
    }
    tally.neighbour(kind);
  }

  private void plain(String key, String body) throws IOException {
    try (OutputStream out = store.create(key)) {
      out.write(body.getBytes(UTF_8));
    }
    tally.neighbour("planted");
  }
}
