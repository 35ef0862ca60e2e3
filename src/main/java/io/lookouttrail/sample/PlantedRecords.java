package io.lookouttrail.sample;

import io.lookouttrail.sample.calls.Call;
import io.lookouttrail.sample.calls.LookoutRecordWriter;
import io.lookouttrail.sample.calls.OfficeActivity;
import io.lookouttrail.sample.calls.OtherServiceRecords;
import io.lookouttrail.sample.calls.PlantedCalls;
import io.lookouttrail.sample.calls.SampleAction;
import io.lookouttrail.sample.calls.TruthCounter;
import io.lookouttrail.sample.output.JsonBuffer;
import io.lookouttrail.sample.output.LogFileBodies;
import io.lookouttrail.sample.output.SeededRandom;
import io.lookouttrail.sample.plan.AccountRegion;
import io.lookouttrail.sample.plan.Caller;
import java.util.ArrayList;
import java.util.List;

/** Texts of the records in planted log files; each record that a reader must find is counted. */
final class PlantedRecords {
  private final AccountRegion accountRegion;
  private final TruthCounter counter;
  private final OtherServiceRecords otherServices;
  private final LookoutRecordWriter writer;
  private final PlantedCalls calls;
  private SeededRandom random = SeededRandom.of(0);
  private long second;

  PlantedRecords(
      AccountRegion accountRegion, TruthCounter counter, OtherServiceRecords otherServices) {
    this.accountRegion = accountRegion;
    this.counter = counter;
    this.otherServices = otherServices;
    this.writer = new LookoutRecordWriter(accountRegion);
    this.calls = new PlantedCalls(accountRegion.callers());
  }

  /** Sets the time and the random numbers of the records that follow. */
  void begin(long from, SeededRandom numbers) {
    second = from;
    random = numbers;
  }

  /** Three counted records of Lookout for Vision, and another service's record after them. */
  List<String> fourRecords() {
    List<String> all = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      all.add(counted(calls.throttledDetection(second + i, random)));
    }
    all.add(ofOtherService());
    return all;
  }

  /** A record of another service. */
  String ofOtherService() {
    JsonBuffer json = new JsonBuffer(2048);
    otherServices.write(json, second, random);
    return json.toString();
  }

  /** A counted record of a throttled detection. */
  String detection() {
    return counted(calls.throttledDetection(second, random));
  }

  /** A record of a throttled detection that no reader can find. */
  String lostDetection() {
    return text(calls.throttledDetection(second, random));
  }

  /** A record of a dataset deletion by the root user that no reader can find. */
  String lostDeletion() {
    Caller root = accountRegion.callers().root();
    return text(call(second, root, SampleAction.DELETE_DATASET));
  }

  /** A counted record of a ListProjects call. */
  String listing() {
    return counted(call(second, accountRegion.callers().engineer(), SampleAction.LIST_PROJECTS));
  }

  /** A counted record whose optional fields have wrong types. */
  String withWrongTypes() {
    return calls.withWrongTypes(detection());
  }

  /** A counted record of an action that no catalogue contains. */
  String unknownAction() {
    return counted(calls.throttledDetection(second, random).ofUnknownAction("DetectAnomaliesV2"));
  }

  /** Counted records of changes by one caller. */
  List<String> changes(Caller caller) {
    return counted(calls.changes(second, caller, random));
  }

  /** Counted records with hostile texts. */
  List<String> withHostileText() {
    return counted(calls.withHostileText(second, accountRegion.account(), random));
  }

  /** Three counted records of a version without eventID. */
  List<String> withoutEventId() {
    List<String> all = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      Caller early = accountRegion.callers().early();
      all.add(counted(call(second + i, early, SampleAction.DESCRIBE_PROJECT)));
    }
    return all;
  }

  /** Counted records of two calls after the service's end. */
  List<String> afterServiceEnd() {
    Call detection = calls.throttledDetection(second, random);
    Caller engineer = accountRegion.callers().engineer();
    return counted(List.of(detection, call(second, engineer, SampleAction.LIST_PROJECTS)));
  }

  /** Five records; those at the indices 1 to 3 are bad, the others are counted. */
  List<String> withBadRecords() {
    List<String> all = new ArrayList<>(List.of(detection()));
    String good = lostDetection();
    String source = "\"" + LookoutRecordWriter.SOURCE + "\"";
    all.add(good.replaceFirst("\"eventTime\":\"[^\"]*\",", ""));
    all.add(good.replace("\"DetectAnomalies\"", "\"Detect Anomalies/../x\""));
    all.add(good.replace(source, "[" + source + "]"));
    all.add(detection());
    return all;
  }

  /** Four counted records that spell the service's name or its field with JSON escapes. */
  List<String> withEscapedSource() {
    List<String> all = new ArrayList<>();
    for (String spelling :
        List.of(
            "\\u006cookoutvision.amazonaws.com",
            "lookoutvision\\u002eamazonaws\\u002Ecom",
            "\\u006C\\u006F\\u006F\\u006B\\u006F\\u0075tvision.amazonaws.com")) {
      Call call = calls.throttledDetection(second, random);
      counter.event(accountRegion, call);
      JsonBuffer json = new JsonBuffer(2048);
      writer.write(json, call, spelling);
      all.add(json.toString());
    }
    all.add(detection().replace("\"eventSource\"", "\"event\\u0053ource\""));
    return all;
  }

  /** The four records as an answer of {@code aws cloudtrail lookup-events}. */
  String lookupEventsAnswer() {
    JsonBuffer json = new JsonBuffer(1 << 13).open().array("Events");
    for (String record : fourRecords()) {
      json.open().field("ReadOnly", "false").timeField("EventTime", second);
      json.array("Resources").endArray().field("CloudTrailEvent", record).end();
    }
    String answer = json.endArray().field("NextToken", "kbOt5LlZe").end().toString();
    return LogFileBodies.prettyPrinted(answer);
  }

  private Call call(long at, Caller caller, SampleAction action) {
    return Call.of(at, caller, action, OfficeActivity.PROJECT, "", random);
  }

  private List<String> counted(List<Call> all) {
    return all.stream().map(this::counted).toList();
  }

  private String counted(Call call) {
    counter.event(accountRegion, call);
    return text(call);
  }

  private String text(Call call) {
    JsonBuffer json = new JsonBuffer(2048);
    writer.write(json, call);
    return json.toString();
  }
}
