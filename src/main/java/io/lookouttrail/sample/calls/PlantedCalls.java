package io.lookouttrail.sample.calls;

import io.lookouttrail.sample.output.SeededRandom;
import io.lookouttrail.sample.plan.Caller;
import io.lookouttrail.sample.plan.Callers;
import io.lookouttrail.sample.plan.Identities;
import io.lookouttrail.sample.plan.Identities.Session;
import java.util.List;

/** Calls that the planted log files record. */
public final class PlantedCalls {
  private final Callers callers;

  public PlantedCalls(Callers callers) {
    this.callers = callers;
  }

  /** Returns a throttled DetectAnomalies call. It fails, so that it needs no model run. */
  public Call throttledDetection(long second, SeededRandom random) {
    return Call.of(
            second,
            callers.gateway(),
            SampleAction.DETECT_ANOMALIES,
            OfficeActivity.PROJECT,
            "1",
            random)
        .failedWith(CallFailure.THROTTLED);
  }

  /** Returns three calls of one caller that change a dataset or tags. */
  public List<Call> changes(long second, Caller caller, SeededRandom random) {
    return List.of(
        Call.of(second, caller, SampleAction.CREATE_DATASET, OfficeActivity.PROJECT, "", random),
        Call.of(
            second + 20, caller, SampleAction.TAG_RESOURCE, OfficeActivity.PROJECT, "1", random),
        Call.of(
            second + 40, caller, SampleAction.DELETE_DATASET, OfficeActivity.PROJECT, "", random));
  }

  /** Returns calls with scripts, formulas, control characters and long values as texts. */
  public List<Call> withHostileText(long second, String account, SeededRandom random) {
    Identities identities = new Identities(account, random);
    Session session = Session.named("=1+1").withSourceIdentity("=cmd+calc@example.com");
    String role = "=HYPERLINK@x";
    String identity = identities.role("/", role, session);
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
              Caller caller = new Caller("role_session", arn, 8, identity, text, "203.0.113.66");
              return Call.of(second, caller, SampleAction.DESCRIBE_PROJECT, text, "", random)
                  .failedWith(new CallFailure("failed", "ValidationException", text));
            })
        .toList();
  }

  /** Returns a record's text with wrong types in all fields but those that a reader needs. */
  public String withWrongTypes(String record) {
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
