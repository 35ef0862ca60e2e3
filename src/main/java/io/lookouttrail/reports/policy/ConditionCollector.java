package io.lookouttrail.reports.policy;

import io.lookouttrail.reports.policy.usage.CallGroup;
import io.lookouttrail.reports.policy.usage.CallKind;
import io.lookouttrail.run.RegionName;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableSet;
import java.util.TreeSet;

/** Finds conditions that all successful calls of one principal met. */
final class ConditionCollector {
  private final NavigableSet<String> regions = new TreeSet<>();
  private final NavigableSet<String> endpoints = new TreeSet<>();
  private long calls;
  private long withoutRegion;
  private long withoutEndpoint;
  private long withMfa;
  private long withoutMfa;

  void add(CallGroup group) {
    CallKind kind = group.kind();
    if (!kind.isSuccess()) {
      return;
    }
    long more = group.tally().calls();
    calls += more;
    if (kind.region() != null && RegionName.isValid(kind.region())) {
      regions.add(kind.region());
    } else {
      withoutRegion += more;
    }
    if (kind.vpcEndpointId() == null) {
      withoutEndpoint += more;
    } else {
      endpoints.add(kind.vpcEndpointId());
    }
    if (Boolean.TRUE.equals(kind.mfaAuthenticated())) {
      withMfa += more;
    } else if (Boolean.FALSE.equals(kind.mfaAuthenticated())) {
      withoutMfa += more;
    }
  }

  /** Returns the conditions, in a fixed order; none where there is no successful call. */
  List<ConditionSuggestion> conditions() {
    List<ConditionSuggestion> conditions = new ArrayList<>();
    if (!regions.isEmpty() && withoutRegion == 0) {
      conditions.add(
          new ConditionSuggestion(
              "StringEquals",
              "aws:RequestedRegion",
              List.copyOf(regions),
              "All %,d calls went to these Regions.".formatted(calls)));
    }
    if (endpoints.size() == 1 && withoutEndpoint == 0) {
      conditions.add(
          new ConditionSuggestion(
              "StringEquals",
              "aws:SourceVpce",
              List.copyOf(endpoints),
              "All %,d calls came through this VPC endpoint.".formatted(calls)));
    }
    if (withMfa > 0 && withoutMfa == 0) {
      conditions.add(
          new ConditionSuggestion(
              "Bool", "aws:MultiFactorAuthPresent", List.of("true"), mfaBasis()));
    }
    return conditions;
  }

  private String mfaBasis() {
    long notJudged = calls - withMfa;
    return notJudged == 0
        ? "All %,d calls had MFA.".formatted(calls)
        : "All %,d calls for which CloudTrail records MFA had it; %,d others would be denied."
            .formatted(withMfa, notJudged);
  }
}
