package io.lookouttrail.reports.policy;

import io.lookouttrail.grants.AuthorizationDetails;
import io.lookouttrail.reports.model.Table;
import io.lookouttrail.reports.policy.document.PolicyText;
import io.lookouttrail.reports.policy.usage.CallSelection;
import io.lookouttrail.reports.policy.usage.CallTally;
import io.lookouttrail.reports.render.ChecksummedFolder;
import io.lookouttrail.reports.render.csv.CsvRenderer;
import io.lookouttrail.reports.render.json.JsonWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The files of policies: one or several for each role and user, tables of what they are made from,
 * and {@code policies.json} with the options and table versions.
 */
public final class PolicyFiles {
  /** The end of the name of the file of conditions and suggestions beside a JSON policy. */
  static final String SUGGESTIONS = "~suggestions.json";

  private final Policies policies;
  private final PolicyFormat format;
  private final PolicyFileNames names;

  private PolicyFiles(Policies policies, PolicyFormat format) {
    this.policies = policies;
    this.format = format;
    this.names = new PolicyFileNames(policies.policies());
  }

  /**
   * Returns the contents by file name. The same policies give the same bytes.
   *
   * @param format the language of the policies
   */
  public static SortedMap<String, ChecksummedFolder.Content> of(
      Policies policies, PolicyFormat format) {
    return new PolicyFiles(policies, format).files();
  }

  private SortedMap<String, ChecksummedFolder.Content> files() {
    SortedMap<String, ChecksummedFolder.Content> files = new TreeMap<>();
    PolicyTables tables = new PolicyTables(policies, names, format);
    for (Table table : List.of(tables.permissions(), tables.principals(), tables.suggestions())) {
      files.put(table.name() + ".csv", out -> CsvRenderer.write(table, out));
    }
    policies
        .grants()
        .ifPresent(
            grants ->
                grants
                    .tables()
                    .forEach(
                        table ->
                            files.put(
                                table.name() + ".csv", out -> CsvRenderer.write(table, out))));
    files.put("policies.json", this::writeSummary);
    for (PrincipalPolicy policy : policies.policies()) {
      String base = names.of(policy.principal());
      format
          .files(base, text(policy, base), policy.documents())
          .forEach(
              (name, text) ->
                  files.put(name, out -> out.write(text.getBytes(StandardCharsets.UTF_8))));
      if (format == PolicyFormat.JSON && hasAdvice(policy)) {
        files.put(base + SUGGESTIONS, out -> writeAdvice(policy, out));
      }
    }
    return files;
  }

  private static boolean hasAdvice(PrincipalPolicy policy) {
    return !policy.notes().isEmpty()
        || !policy.conditions().isEmpty()
        || !policy.suggestions().isEmpty();
  }

  private PolicyText text(PrincipalPolicy policy, String base) {
    List<String> comments = new ArrayList<>();
    comments.add("Least privilege of " + policy.principal().arn());
    comments.addAll(policy.notes());
    for (ConditionSuggestion condition : policy.conditions()) {
      comments.add(
          "Condition worth adding: %s %s = %s. %s"
              .formatted(
                  condition.operator(),
                  condition.key(),
                  String.join(", ", condition.values()),
                  condition.basis()));
    }
    for (Suggestion suggestion : policy.suggestions()) {
      comments.add(
          "Not in this policy, CloudTrail does not show it: %s on %s by %s (%s)."
              .formatted(
                  suggestion.action(),
                  suggestion.resource(),
                  suggestion.madeBy().label(),
                  suggestion.reason()));
    }
    return new PolicyText(base.replaceAll("~+", "-"), description(policy), comments);
  }

  private String description(PrincipalPolicy policy) {
    long calls = policy.permissions().stream().mapToLong(UsedPermission::calls).sum();
    return policy
        .calls()
        .map(
            tally ->
                "Made by Lookout Trail from %,d calls between %s and %s"
                    .formatted(calls, day(tally.firstCall()), day(tally.lastCall())))
        .orElse("Made by Lookout Trail");
  }

  private static LocalDate day(Instant time) {
    return LocalDate.ofInstant(time, ZoneOffset.UTC);
  }

  private static void writeAdvice(PrincipalPolicy policy, OutputStream out) throws IOException {
    try (JsonWriter json = new JsonWriter(out)) {
      json.object(
          () -> {
            json.field("principal", policy.principal().arn());
            json.texts("notes", policy.notes());
            json.array(
                "conditions",
                () -> {
                  for (ConditionSuggestion condition : policy.conditions()) {
                    json.object(
                        () -> {
                          json.field("operator", condition.operator());
                          json.field("key", condition.key());
                          json.texts("values", condition.values());
                          json.field("basis", condition.basis());
                        });
                  }
                });
            json.array(
                "suggestions",
                () -> {
                  for (Suggestion suggestion : policy.suggestions()) {
                    json.object(() -> writeSuggestion(suggestion, json));
                  }
                });
          });
    }
  }

  private static void writeSuggestion(Suggestion suggestion, JsonWriter json) throws IOException {
    json.field("action", suggestion.action());
    json.field("resource", suggestion.resource());
    json.field("made_by", suggestion.madeBy().label());
    json.field("reason", suggestion.reason());
    json.field("calls", suggestion.calls().calls());
    json.field("event_id", suggestion.calls().lastEventId());
  }

  private void writeSummary(OutputStream out) throws IOException {
    PolicyOptions options = policies.options();
    CallSelection selection = options.selection();
    try (JsonWriter json = new JsonWriter(out)) {
      json.object(
          () -> {
            json.field("product_version", options.productVersion());
            json.field("event_source", selection.eventSource());
            json.field("period", selection.period());
            json.field("role", selection.roleArn());
            json.field("actor", selection.actor());
            json.field("include_denied", options.includeDenied());
            json.field("max_models", options.maxModels());
            json.field("max_projects", options.maxProjects());
            json.object(
                "table_versions",
                () -> {
                  for (Map.Entry<String, Long> version :
                      new TreeMap<>(options.versions()).entrySet()) {
                    json.field(version.getKey(), version.getValue());
                  }
                });
            json.array(
                "authorization_details",
                () -> {
                  for (AuthorizationDetails details : options.authorization()) {
                    json.object(
                        () -> {
                          json.field("account_id", details.accountId());
                          json.field("sha256", details.sha256());
                        });
                  }
                });
            json.array(
                "principals",
                () -> {
                  for (PrincipalPolicy policy : policies.policies()) {
                    json.object(() -> writePrincipal(policy, json));
                  }
                });
          });
    }
  }

  private void writePrincipal(PrincipalPolicy policy, JsonWriter json) throws IOException {
    String base = names.of(policy.principal());
    json.field("kind", policy.principal().kind().label());
    json.field("principal", policy.principal().arn());
    json.texts(
        "files", List.copyOf(format.files(base, text(policy, base), policy.documents()).keySet()));
    json.field("calls", policy.permissions().stream().mapToLong(UsedPermission::calls).sum());
    json.field("first_call", policy.calls().map(CallTally::firstCall));
    json.field("last_call", policy.calls().map(CallTally::lastCall));
    json.numbers(
        "characters",
        policy.documents().stream().map(document -> (long) document.characters()).toList());
    json.texts("notes", policy.notes());
  }
}
