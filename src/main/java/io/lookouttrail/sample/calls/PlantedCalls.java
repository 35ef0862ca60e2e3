package io.lookouttrail.sample.calls;

import io.lookouttrail.sample.output.SeededRandom;
import io.lookouttrail.sample.plan.Identities;
import io.lookouttrail.sample.plan.Identities.Session;
import io.lookouttrail.sample.plan.Person;
import io.lookouttrail.sample.plan.Staff;
import java.util.List;

/** The calls that planted files tell of. */
public final class PlantedCalls {
  private final Staff people;

  public PlantedCalls(Staff people) {
    this.people = people;
  }

  /** A part looked at, refused because the model is busy, so that no model run follows from it. */
  public Call looking(long second, SeededRandom dice) {
    return Call.of(
            second,
            people.gateway(),
            SampleAction.DETECT_ANOMALIES,
            OfficeActivity.PROJECT,
            "1",
            dice)
        .failing(CallFailure.THROTTLED);
  }

  /** Things that change something, done by one person. */
  public List<Call> changes(long second, Person person, SeededRandom dice) {
    return List.of(
        Call.of(second, person, SampleAction.CREATE_DATASET, OfficeActivity.PROJECT, "", dice),
        Call.of(second + 20, person, SampleAction.TAG_RESOURCE, OfficeActivity.PROJECT, "1", dice),
        Call.of(
            second + 40, person, SampleAction.DELETE_DATASET, OfficeActivity.PROJECT, "", dice));
  }

  /** Text that wants to be run, to hide, or to be too much. */
  public List<Call> hostile(long second, String account, SeededRandom dice) {
    Identities is = new Identities(account, dice);
    Session session = Session.named("=1+1").by("=cmd+calc@example.com");
    String role = "=HYPERLINK@x";
    String identity = is.role("/", role, session);
    String arn = "arn:aws:iam::" + account + ":role/" + role;
    return List.of(
            "<script>alert('x')</script><img src=x onerror=alert(1)>",
            "=cmd|' /C calc'!A0",
            "\u202Egnp.exe \u200F\u0645\u0631\u062d\u0628\u0627 \uD83D\uDE00",
            "a \"quoted\", comma\r\nnext line\tand \\ backslash \u0000\u2028",
            "0123456789".repeat(1_024),
            "{\"Records\":[{\"eventSource\":\"lookoutvision.amazonaws.com\"")
        .stream()
        .map(
            text -> {
              Person person = new Person("role_session", arn, 8, identity, text, "203.0.113.66");
              return Call.of(second, person, SampleAction.DESCRIBE_PROJECT, text, "", dice)
                  .failing(new CallFailure("failed", "ValidationException", text));
            })
        .toList();
  }

  /** A record's text with wrong types wherever a reader can do without; its key fields stay. */
  public String wrongTyped(String record) {
    return record
        .replaceFirst("\"userAgent\":\"[^\"]*\"", "\"userAgent\":17")
        .replaceFirst("\"sourceIPAddress\":\"[^\"]*\"", "\"sourceIPAddress\":{\"v4\":true}")
        .replaceFirst("\"requestID\":\"[^\"]*\"", "\"requestID\":[1,2]")
        .replaceFirst("\"eventVersion\":\"[^\"]*\"", "\"eventVersion\":1.08")
        .replaceFirst("\"readOnly\":false", "\"readOnly\":\"perhaps\"")
        .replaceFirst("\"tlsDetails\":\\{[^}]*\\}", "\"tlsDetails\":\"none\"")
        .replaceFirst("\"requestParameters\":\\{[^}]*\\}", "\"requestParameters\":\"P1\"")
        .replaceFirst("\"resources\":\\[[^\\]]*\\]", "\"resources\":{\"ARN\":1}");
  }
}
