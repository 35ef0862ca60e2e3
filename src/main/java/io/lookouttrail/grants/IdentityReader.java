package io.lookouttrail.grants;

import io.lookouttrail.grants.policy.JsonInput;
import io.lookouttrail.grants.policy.JsonInput.NotReadable;
import io.lookouttrail.grants.policy.Names;
import io.lookouttrail.grants.policy.PolicyDocument;
import io.lookouttrail.grants.policy.PolicyDocumentReader;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reader of one entry of UserDetailList, GroupDetailList or RoleDetailList. */
final class IdentityReader {
  private static final Pattern ARN =
      Pattern.compile("arn:([^:]+):iam::([0-9]{12}):(user|group|role)/(?s:(.*/)?([^/]+))");

  /** A policy whose document is parsed when the identity is known, for the error message. */
  private record Unparsed(String name, String document, long line) {}

  private final JsonInput input;
  private final IdentityType type;
  private final List<Unparsed> inline = new ArrayList<>();
  private final List<AttachedPolicy> attached = new ArrayList<>();
  private final List<String> groups = new ArrayList<>();
  private String arn = "";
  private String id = "";
  private Optional<Instant> created = Optional.empty();
  private Optional<Instant> lastUsed = Optional.empty();
  private Optional<String> boundary = Optional.empty();

  IdentityReader(JsonInput input, IdentityType type) {
    this.input = input;
    this.type = type;
  }

  IamIdentity read() throws IOException, NotReadable {
    input.object("a " + type.label(), this::field);
    Matcher parts = ARN.matcher(arn);
    if (!parts.matches() || !parts.group(3).equals(type.label())) {
      throw input.error(
          arn.isEmpty()
              ? "a " + type.label() + " has no Arn"
              : "'%s' is not the ARN of a %s".formatted(Names.shorten(arn), type.label()));
    }
    List<InlinePolicy> policies = new ArrayList<>();
    for (Unparsed policy : inline) {
      policies.add(new InlinePolicy(policy.name(), parse(policy)));
    }
    return new IamIdentity(
        type,
        parts.group(1),
        parts.group(2),
        parts.group(5),
        "/" + Optional.ofNullable(parts.group(4)).orElse(""),
        arn,
        id,
        created,
        lastUsed,
        policies,
        attached,
        boundary,
        groups);
  }

  private PolicyDocument parse(Unparsed policy) throws NotReadable {
    try {
      return PolicyDocumentReader.read(policy.document());
    } catch (NotReadable e) {
      throw new NotReadable(
          policy.line(),
          "the policy %s of %s is broken: %s"
              .formatted(Names.shorten(policy.name()), Names.shorten(arn), e.why()));
    }
  }

  private void field(String field) throws IOException, NotReadable {
    switch (field) {
      case "Arn" -> arn = input.text(field);
      case "UserId", "GroupId", "RoleId" -> id = input.text(field);
      case "CreateDate" -> created = Optional.of(input.time(field));
      case "RoleLastUsed" -> input.object(field, this::lastUsed);
      case "UserPolicyList", "GroupPolicyList", "RolePolicyList" ->
          input.array(field, this::inlinePolicy);
      case "AttachedManagedPolicies" -> input.array(field, this::attachedPolicy);
      case "PermissionsBoundary" -> input.object(field, this::boundary);
      case "GroupList" -> input.array(field, () -> groups.add(input.text("an entry of GroupList")));
      default -> {}
    }
  }

  private void lastUsed(String field) throws IOException, NotReadable {
    if (field.equals("LastUsedDate")) {
      lastUsed = Optional.of(input.time(field));
    }
  }

  private void boundary(String field) throws IOException, NotReadable {
    if (field.equals("PermissionsBoundaryArn")) {
      boundary = Optional.of(input.text(field));
    }
  }

  private void inlinePolicy() throws IOException, NotReadable {
    String[] parts = {"", ""};
    long line = input.line();
    input.object(
        "an inline policy",
        field -> {
          switch (field) {
            case "PolicyName" -> parts[0] = input.text(field);
            case "PolicyDocument" -> parts[1] = input.document(field);
            default -> {}
          }
        });
    if (parts[1].isEmpty()) {
      throw input.error("the policy " + Names.shorten(parts[0]) + " has no PolicyDocument");
    }
    inline.add(new Unparsed(parts[0], parts[1], line));
  }

  private void attachedPolicy() throws IOException, NotReadable {
    String[] parts = {"", ""};
    input.object(
        "an attached policy",
        field -> {
          switch (field) {
            case "PolicyName" -> parts[0] = input.text(field);
            case "PolicyArn" -> parts[1] = input.text(field);
            default -> {}
          }
        });
    if (parts[1].isEmpty()) {
      throw input.error("an attached policy has no PolicyArn");
    }
    attached.add(new AttachedPolicy(parts[0].isEmpty() ? parts[1] : parts[0], parts[1]));
  }
}
