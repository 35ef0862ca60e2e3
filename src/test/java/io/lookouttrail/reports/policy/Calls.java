package io.lookouttrail.reports.policy;

import io.lookouttrail.reports.policy.usage.CallGroup;
import io.lookouttrail.reports.policy.usage.CallKind;
import io.lookouttrail.reports.policy.usage.CallSelection;
import io.lookouttrail.reports.policy.usage.CallTally;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Builder of counted calls, with the options of their policies. */
record Calls(
    String eventName,
    String eventType,
    String account,
    @Nullable String region,
    @Nullable String project,
    @Nullable String version,
    @Nullable String resourceArn,
    String arns,
    String outcome,
    @Nullable String endpoint,
    @Nullable Boolean mfa,
    @Nullable String data,
    String uniqueId,
    Instant time) {
  static final String ACCOUNT = "111122223333";
  static final PolicyPrincipal ROLE =
      PolicyPrincipal.parse("arn:aws:iam::" + ACCOUNT + ":role/line/Inspector").orElseThrow();
  static final Instant TIME = Instant.parse("2025-09-03T10:00:00Z");

  static Calls of(String eventName) {
    return new Calls(
        eventName,
        "AwsApiCall",
        ACCOUNT,
        "us-east-1",
        "bottles",
        null,
        null,
        "",
        "success",
        null,
        null,
        null,
        "AROAEXAMPLE",
        TIME);
  }

  static Calls ofModel(String eventName, String project, String version) {
    return of(eventName).project(project).version(version);
  }

  Calls type(String value) {
    return new Calls(
        eventName,
        value,
        account,
        region,
        project,
        version,
        resourceArn,
        arns,
        outcome,
        endpoint,
        mfa,
        data,
        uniqueId,
        time);
  }

  Calls account(String value) {
    return new Calls(
        eventName,
        eventType,
        value,
        region,
        project,
        version,
        resourceArn,
        arns,
        outcome,
        endpoint,
        mfa,
        data,
        uniqueId,
        time);
  }

  Calls region(@Nullable String value) {
    return new Calls(
        eventName,
        eventType,
        account,
        value,
        project,
        version,
        resourceArn,
        arns,
        outcome,
        endpoint,
        mfa,
        data,
        uniqueId,
        time);
  }

  Calls project(@Nullable String value) {
    return new Calls(
        eventName,
        eventType,
        account,
        region,
        value,
        version,
        resourceArn,
        arns,
        outcome,
        endpoint,
        mfa,
        data,
        uniqueId,
        time);
  }

  Calls version(@Nullable String value) {
    return new Calls(
        eventName,
        eventType,
        account,
        region,
        project,
        value,
        resourceArn,
        arns,
        outcome,
        endpoint,
        mfa,
        data,
        uniqueId,
        time);
  }

  Calls on(String value) {
    return new Calls(
        eventName, eventType, account, region, project, version, value, arns, outcome, endpoint,
        mfa, data, uniqueId, time);
  }

  Calls listing(String... values) {
    return new Calls(
        eventName,
        eventType,
        account,
        region,
        project,
        version,
        resourceArn,
        String.join("\n", values),
        outcome,
        endpoint,
        mfa,
        data,
        uniqueId,
        time);
  }

  Calls outcome(String value) {
    return new Calls(
        eventName,
        eventType,
        account,
        region,
        project,
        version,
        resourceArn,
        arns,
        value,
        endpoint,
        mfa,
        data,
        uniqueId,
        time);
  }

  Calls through(String value) {
    return new Calls(
        eventName,
        eventType,
        account,
        region,
        project,
        version,
        resourceArn,
        arns,
        outcome,
        value,
        mfa,
        data,
        uniqueId,
        time);
  }

  Calls mfa(@Nullable Boolean value) {
    return new Calls(
        eventName,
        eventType,
        account,
        region,
        project,
        version,
        resourceArn,
        arns,
        outcome,
        endpoint,
        value,
        data,
        uniqueId,
        time);
  }

  Calls data(String value) {
    return new Calls(
        eventName,
        eventType,
        account,
        region,
        project,
        version,
        resourceArn,
        arns,
        outcome,
        endpoint,
        mfa,
        value,
        uniqueId,
        time);
  }

  Calls by(String value) {
    return new Calls(
        eventName,
        eventType,
        account,
        region,
        project,
        version,
        resourceArn,
        arns,
        outcome,
        endpoint,
        mfa,
        data,
        value,
        time);
  }

  Calls at(String value) {
    return new Calls(
        eventName,
        eventType,
        account,
        region,
        project,
        version,
        resourceArn,
        arns,
        outcome,
        endpoint,
        mfa,
        data,
        uniqueId,
        Instant.parse(value));
  }

  CallGroup group() {
    return new CallGroup(
        new CallKind(
            "role_session",
            ROLE.arn(),
            null,
            null,
            uniqueId,
            eventName,
            eventName,
            eventType,
            "change",
            account,
            region,
            project,
            version,
            resourceArn,
            arns,
            outcome,
            endpoint,
            mfa,
            data),
        new CallTally(1, time, time, "e-1"));
  }

  static PolicyOptions options() {
    return options("lookoutvision.amazonaws.com", 20, 50);
  }

  static PolicyOptions options(String source, int maxModels, int maxProjects) {
    return new PolicyOptions(
        new CallSelection(source, Optional.empty(), Optional.empty(), Optional.empty()),
        false,
        maxModels,
        maxProjects,
        Map.of(),
        "1");
  }
}
