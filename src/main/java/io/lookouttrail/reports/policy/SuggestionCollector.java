package io.lookouttrail.reports.policy;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.lookouttrail.reports.policy.Suggestion.MadeBy;
import io.lookouttrail.reports.policy.usage.CallGroup;
import io.lookouttrail.reports.policy.usage.CallKind;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds what one principal's successful calls need in other services, from their request
 * parameters: objects in S3, keys, and roles that are passed on.
 *
 * <p>Source: API reference of Lookout for Vision: CreateDataset and CreateModel list the
 * permissions that they need beside their own; the service calls S3 and KMS with the caller's
 * permissions.
 */
final class SuggestionCollector {
  private static final JsonFactory JSON = new JsonFactory();
  private static final Pattern S3_URI = Pattern.compile("s3://([a-z0-9.-]{3,63})/(.+)");
  private static final Pattern BUCKET = Pattern.compile("[a-z0-9.-]{3,63}");
  private static final Pattern KEY_ARN =
      Pattern.compile("arn:aws[a-z-]*:kms:[a-z0-9-]+:[0-9]{12}:(?:key|alias)/.+");
  private static final int MAX_DEPTH = 20;

  private final PolicyPrincipal principal;
  private final Map<List<String>, Suggestion> found = new TreeMap<>(SuggestionCollector::compare);

  SuggestionCollector(PolicyPrincipal principal) {
    this.principal = principal;
  }

  private static int compare(List<String> one, List<String> other) {
    return String.join("\n", one).compareTo(String.join("\n", other));
  }

  void add(CallGroup group) {
    CallKind kind = group.kind();
    String data = kind.data();
    if (!kind.isSuccess() || data == null) {
      return;
    }
    if (kind.arns().isEmpty() && data.startsWith("{")) {
      addParameters(group, data);
    } else {
      data.lines()
          .forEach(
              role ->
                  add(
                      "iam:PassRole",
                      ResourceScope.literal(role),
                      MadeBy.CALLER,
                      kind.eventName() + " names the role",
                      group));
    }
  }

  /** Returns the suggestions, in order. */
  List<Suggestion> suggestions() {
    return List.copyOf(found.values());
  }

  private void add(String action, String resource, MadeBy madeBy, String reason, CallGroup group) {
    found.merge(
        List.of(action, resource, reason),
        new Suggestion(action, resource, madeBy, reason, group.tally()),
        (one, other) ->
            new Suggestion(action, resource, madeBy, reason, one.calls().plus(other.calls())));
  }

  private void addParameters(CallGroup group, String parameters) {
    try (JsonParser json = JSON.createParser(parameters)) {
      if (json.nextToken() == JsonToken.START_OBJECT) {
        addObject(group, json, "", 0);
      }
    } catch (IOException e) {
      // Parameters that are cut off or no JSON name nothing that can be relied on.
      return;
    }
  }

  /** Reads an object with its parts; the text fields of one object may belong together. */
  private void addObject(CallGroup group, JsonParser json, String path, int depth)
      throws IOException {
    Map<String, String> texts = new HashMap<>();
    for (String name = json.nextFieldName(); name != null; name = json.nextFieldName()) {
      String field = path.isEmpty() ? name : path + "." + name;
      JsonToken value = json.nextToken();
      if (value == JsonToken.START_OBJECT && depth < MAX_DEPTH) {
        addObject(group, json, field, depth + 1);
      } else if (value == JsonToken.START_ARRAY && depth < MAX_DEPTH) {
        addArray(group, json, field, depth + 1);
      } else if (value == JsonToken.VALUE_STRING) {
        texts.put(name, json.getText());
        addText(group, field, json.getText());
      } else {
        json.skipChildren();
      }
    }
    addLocation(group, path, texts);
  }

  private void addArray(CallGroup group, JsonParser json, String path, int depth)
      throws IOException {
    for (JsonToken value = json.nextToken();
        value != null && value != JsonToken.END_ARRAY;
        value = json.nextToken()) {
      if (value == JsonToken.START_OBJECT && depth < MAX_DEPTH) {
        addObject(group, json, path, depth + 1);
      } else if (value == JsonToken.VALUE_STRING) {
        addText(group, path, json.getText());
      } else {
        json.skipChildren();
      }
    }
  }

  private void addText(CallGroup group, String field, String text) {
    String reason = group.kind().eventName() + " names it in " + field;
    // The entries of a dataset are lines of JSON in one text.
    Matcher uri = S3_URI.matcher(text);
    if (uri.matches()) {
      add("s3:GetObject", object(uri.group(1), uri.group(2)), MadeBy.SERVICE, reason, group);
    } else if (text.startsWith("{")) {
      text.lines().forEach(line -> addEntry(group, line));
    }
    if (field.endsWith("kmsKeyId")) {
      for (String action :
          List.of("kms:CreateGrant", "kms:Decrypt", "kms:DescribeKey", "kms:GenerateDataKey")) {
        add(
            action,
            key(group.kind(), text),
            action.equals("kms:DescribeKey") || action.equals("kms:CreateGrant")
                ? MadeBy.CALLER
                : MadeBy.SERVICE,
            reason,
            group);
      }
    }
    if (text.matches("arn:aws[a-z-]*:iam::[0-9]{12}:role/.+")) {
      add("iam:PassRole", ResourceScope.literal(text), MadeBy.CALLER, reason, group);
    }
  }

  private void addEntry(CallGroup group, String line) {
    if (line.length() > 1) {
      addParameters(group, line);
    }
  }

  /** Adds what an object with a bucket names: an object to read, or a prefix to write to. */
  private void addLocation(CallGroup group, String path, Map<String, String> texts) {
    Optional<String> bucket =
        Optional.ofNullable(texts.get("bucket")).filter(name -> BUCKET.matcher(name).matches());
    if (bucket.isEmpty()) {
      return;
    }
    String reason = group.kind().eventName() + " names it in " + path;
    String lower = path.toLowerCase(Locale.ROOT);
    String key = texts.get("key");
    if (lower.contains("output")) {
      String prefix = Optional.ofNullable(texts.get("prefix")).orElse("");
      add(
          "s3:PutObject",
          arnOf(bucket.get()) + "/" + ResourceScope.literal(prefix) + "*",
          MadeBy.SERVICE,
          reason,
          group);
    } else if (key != null) {
      add("s3:GetObject", object(bucket.get(), key), MadeBy.SERVICE, reason, group);
    }
  }

  private String object(String bucket, String key) {
    return arnOf(bucket) + "/" + ResourceScope.literal(key);
  }

  private String arnOf(String bucket) {
    return "arn:" + principal.partition() + ":s3:::" + bucket;
  }

  /** The ARN of a key that a call names by its ARN, its id or its alias. */
  private String key(CallKind kind, String id) {
    if (KEY_ARN.matcher(id).matches()) {
      return ResourceScope.literal(id);
    }
    return "arn:%s:kms:%s:%s:%s"
        .formatted(
            principal.partition(),
            Optional.ofNullable(kind.region()).orElse("*"),
            principal.accountId(),
            ResourceScope.literal(id.startsWith("alias/") ? id : "key/" + id));
  }
}
