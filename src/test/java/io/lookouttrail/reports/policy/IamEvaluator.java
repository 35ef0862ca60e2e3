package io.lookouttrail.reports.policy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
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
  private static final int ARN_PARTS = 6;

  private final List<Allowed> statements = new ArrayList<>();

  /** A request for an action on a resource, in a Region. */
  record Request(String action, String resource, String region) {}

  /** A statement; no Regions: without a condition. */
  private record Allowed(List<Glob> actions, List<List<Glob>> resources, List<String> regions) {
    boolean allows(Request request) {
      return actions.stream().anyMatch(action -> action.matches(request.action()))
          && (regions.isEmpty() || regions.contains(request.region()))
          && resources.stream().anyMatch(resource -> matches(resource, request.resource()));
    }

    /** An ARN is compared part by part; {@code *} does not pass a colon before the last part. */
    private static boolean matches(List<Glob> pattern, String resource) {
      if (pattern.size() == 1) {
        return pattern.get(0).matches(resource);
      }
      String[] parts = resource.split(":", ARN_PARTS);
      if (parts.length != pattern.size()) {
        return false;
      }
      for (int i = parts.length - 1; i >= 0; i--) {
        if (!pattern.get(i).matches(parts[i])) {
          return false;
        }
      }
      return true;
    }
  }

  /** A text with the wildcards of IAM; {@code ${*}} stands for a star. */
  private record Glob(String literal, Pattern pattern, boolean isLiteral) {
    static Glob of(String text, int flags) {
      boolean isLiteral =
          flags == 0 && text.indexOf('*') < 0 && text.indexOf('?') < 0 && text.indexOf('$') < 0;
      return new Glob(text, Pattern.compile(regex(text), flags | Pattern.DOTALL), isLiteral);
    }

    boolean matches(String text) {
      return isLiteral ? literal.equals(text) : pattern.matcher(text).matches();
    }

    private static String regex(String glob) {
      StringBuilder regex = new StringBuilder();
      for (int i = 0; i < glob.length(); i++) {
        if (glob.startsWith("${", i) && i + 3 < glob.length() && glob.charAt(i + 3) == '}') {
          regex.append(Pattern.quote(glob.substring(i + 2, i + 3)));
          i += 3;
        } else if (glob.charAt(i) == '*') {
          regex.append(".*");
        } else if (glob.charAt(i) == '?') {
          regex.append('.');
        } else {
          regex.append(Pattern.quote(glob.substring(i, i + 1)));
        }
      }
      return regex.toString();
    }
  }

  IamEvaluator(List<String> policies) {
    try {
      for (String policy : policies) {
        JsonNode document = new ObjectMapper().readTree(policy);
        if (!document.path("Version").asText().equals("2012-10-17")) {
          throw new IllegalArgumentException("not a policy of the newest version: " + policy);
        }
        JsonNode list = document.path("Statement");
        // One statement may stand without a list.
        (list.isObject() ? List.of(list) : list)
            .forEach(statement -> statements.add(allowed(statement)));
      }
    } catch (IOException e) {
      throw new IllegalArgumentException(policies.toString(), e);
    }
  }

  /** The actions and resources of each statement, as the policies have them. */
  List<String> actions() {
    return statements.stream()
        .map(
            statement ->
                statement.actions().stream().map(Glob::literal).toList()
                    + " "
                    + statement.resources().stream()
                        .map(parts -> parts.stream().map(Glob::literal).toList())
                        .toList()
                    + " "
                    + statement.regions())
        .toList();
  }

  boolean allows(Request request) {
    return statements.stream().anyMatch(statement -> statement.allows(request));
  }

  private static Allowed allowed(JsonNode statement) {
    if (!statement.path("Effect").asText().equals("Allow")) {
      throw new IllegalArgumentException("an effect that is not expected: " + statement);
    }
    List<Glob> actions = new ArrayList<>();
    texts(statement.path("Action"))
        .forEach(action -> actions.add(Glob.of(action, Pattern.CASE_INSENSITIVE)));
    List<List<Glob>> resources = new ArrayList<>();
    for (String resource : texts(statement.path("Resource"))) {
      List<Glob> parts = new ArrayList<>();
      for (String part : resource.split(":", ARN_PARTS)) {
        parts.add(Glob.of(part, 0));
      }
      resources.add(parts);
    }
    return new Allowed(actions, resources, regions(statement.path("Condition")));
  }

  /** A list may be one text. */
  private static List<String> texts(JsonNode node) {
    List<String> texts = new ArrayList<>();
    if (node.isTextual()) {
      texts.add(node.asText());
    }
    node.forEach(text -> texts.add(text.asText()));
    return texts;
  }

  private static List<String> regions(JsonNode condition) {
    List<String> regions = new ArrayList<>();
    if (!condition.isMissingNode()) {
      regions.addAll(texts(condition.path("StringEquals").path("aws:RequestedRegion")));
      if (condition.size() != 1
          || condition.path("StringEquals").size() != 1
          || regions.isEmpty()) {
        throw new IllegalArgumentException("a condition that is not expected: " + condition);
      }
    }
    return regions;
  }
}
