package io.lookouttrail.reports.policy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Evaluates identity policies as IAM does, from their JSON: written from IAM's documentation, apart
 * from the code that makes them.
 *
 * <p>Source: IAM user guide, "Policy evaluation logic" and "IAM JSON policy elements".
 */
final class IamEvaluator {
  private final List<JsonNode> statements = new ArrayList<>();

  /** A request for an action on a resource, in a Region. */
  record Request(String action, String resource, String region) {}

  IamEvaluator(List<String> policies) {
    try {
      for (String policy : policies) {
        JsonNode document = new ObjectMapper().readTree(policy);
        if (!document.path("Version").asText().equals("2012-10-17")) {
          throw new IllegalArgumentException("not a policy of the newest version: " + policy);
        }
        document.path("Statement").forEach(statements::add);
      }
    } catch (java.io.IOException e) {
      throw new IllegalArgumentException(policies.toString(), e);
    }
  }

  boolean allows(Request request) {
    return statements.stream().anyMatch(statement -> matches(statement, request));
  }

  private static boolean matches(JsonNode statement, Request request) {
    return statement.path("Effect").asText().equals("Allow")
        && any(statement.path("Action"), action -> actionMatches(action, request.action()))
        && any(
            statement.path("Resource"), resource -> resourceMatches(resource, request.resource()))
        && conditionMatches(statement.path("Condition"), request);
  }

  private static boolean any(JsonNode texts, java.util.function.Predicate<String> predicate) {
    for (JsonNode text : texts) {
      if (predicate.test(text.asText())) {
        return true;
      }
    }
    return false;
  }

  private static boolean actionMatches(String pattern, String action) {
    return Pattern.compile(regex(pattern), Pattern.CASE_INSENSITIVE).matcher(action).matches();
  }

  /** An ARN is compared part by part; {@code *} does not pass a colon before the last part. */
  private static boolean resourceMatches(String pattern, String resource) {
    if (pattern.equals("*")) {
      return true;
    }
    String[] patterns = pattern.split(":", 6);
    String[] parts = resource.split(":", 6);
    if (parts.length != patterns.length) {
      return false;
    }
    for (int i = 0; i < parts.length; i++) {
      if (!Pattern.compile(regex(patterns[i]), Pattern.DOTALL).matcher(parts[i]).matches()) {
        return false;
      }
    }
    return true;
  }

  private static String regex(String pattern) {
    StringBuilder regex = new StringBuilder();
    for (int i = 0; i < pattern.length(); i++) {
      if (pattern.startsWith("${", i) && i + 3 < pattern.length() && pattern.charAt(i + 3) == '}') {
        regex.append(Pattern.quote(pattern.substring(i + 2, i + 3)));
        i += 3;
      } else if (pattern.charAt(i) == '*') {
        regex.append(".*");
      } else if (pattern.charAt(i) == '?') {
        regex.append('.');
      } else {
        regex.append(Pattern.quote(pattern.substring(i, i + 1)));
      }
    }
    return regex.toString();
  }

  private static boolean conditionMatches(JsonNode condition, Request request) {
    if (condition.isMissingNode()) {
      return true;
    }
    if (condition.size() != 1 || condition.path("StringEquals").size() != 1) {
      throw new IllegalArgumentException("a condition that is not expected: " + condition);
    }
    return any(
        condition.path("StringEquals").path("aws:RequestedRegion"),
        region -> region.equals(request.region()));
  }
}
