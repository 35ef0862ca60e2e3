package io.lookouttrail.grants;

import io.lookouttrail.grants.policy.JsonInput;
import io.lookouttrail.grants.policy.JsonInput.NotReadable;
import io.lookouttrail.grants.policy.Names;
import io.lookouttrail.run.Sha256;
import io.lookouttrail.run.UserError;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Reader of the output of {@code aws iam get-account-authorization-details}.
 *
 * <p>Source: IAM API reference, GetAccountAuthorizationDetails.
 */
final class AuthorizationDetailsReader {
  private static final String COMMAND = "'aws iam get-account-authorization-details'";
  private static final String REMEDY =
      "Give the whole output of " + COMMAND + " as JSON, a file for each account.";

  private static final String USERS = "UserDetailList";
  private static final String GROUPS = "GroupDetailList";
  private static final String ROLES = "RoleDetailList";
  private static final String POLICIES = "Policies";

  private final String name;
  private final List<IamIdentity> identities = new ArrayList<>();
  private final Map<String, ManagedPolicy> policies = new HashMap<>();
  private final Set<String> missing = new TreeSet<>(List.of(USERS, GROUPS, ROLES, POLICIES));
  private final Set<String> arns = new HashSet<>();

  AuthorizationDetailsReader(String name) {
    this.name = name;
  }

  AuthorizationDetails read(String text) {
    try {
      JsonInput.read(withoutByteOrderMark(text), this::document);
    } catch (NotReadable e) {
      throw error("line " + e.line() + ": " + e.why());
    }
    return new AuthorizationDetails(
        name, Sha256.hex(text.getBytes(StandardCharsets.UTF_8)), account(), identities, policies);
  }

  private static String withoutByteOrderMark(String text) {
    return text.startsWith("\uFEFF") ? text.substring(1) : text;
  }

  private UserError error(String why) {
    return UserError.cannot("read the authorization details " + name, why, REMEDY);
  }

  private void document(JsonInput input) throws IOException, NotReadable {
    input.object("the document", field -> list(input, field));
    if (!missing.isEmpty()) {
      throw input.error(
          "it has no %s, so it is not the output of %s"
              .formatted(String.join(", ", missing), COMMAND));
    }
  }

  private void list(JsonInput input, String field) throws IOException, NotReadable {
    missing.remove(field);
    switch (field) {
      case USERS -> input.array(field, () -> identity(input, IdentityType.USER));
      case GROUPS -> input.array(field, () -> identity(input, IdentityType.GROUP));
      case ROLES -> input.array(field, () -> identity(input, IdentityType.ROLE));
      case POLICIES -> input.array(field, () -> managedPolicy(input));
      case "IsTruncated" -> {
        if (input.isTrue()) {
          throw onePage(input);
        }
      }
      case "Marker", "NextToken" -> {
        if (input.isText()) {
          throw onePage(input);
        }
      }
      case "Error", "__type", "errorMessage" ->
          throw input.error("it is the answer of a call that failed");
      default -> {}
    }
  }

  private static NotReadable onePage(JsonInput input) {
    return input.error(
        "it is only one page of the output; run the command without --max-items and --no-paginate");
  }

  private void identity(JsonInput input, IdentityType type) throws IOException, NotReadable {
    IamIdentity identity = new IdentityReader(input, type).read();
    if (!arns.add(identity.arn())) {
      throw input.error(
          "the %s %s occurs twice".formatted(type.label(), Names.shorten(identity.arn())));
    }
    identities.add(identity);
  }

  private void managedPolicy(JsonInput input) throws IOException, NotReadable {
    ManagedPolicy policy = new ManagedPolicyReader(input).read();
    if (policies.put(policy.arn(), policy) != null) {
      throw input.error("the policy " + Names.shorten(policy.arn()) + " occurs twice");
    }
  }

  private String account() {
    Set<String> accounts = new TreeSet<>();
    identities.forEach(identity -> accounts.add(identity.accountId()));
    if (accounts.isEmpty()) {
      throw error("it has no user, group or role, so its account is not known");
    }
    if (accounts.size() > 1) {
      throw error("it has several accounts: " + String.join(", ", accounts));
    }
    return accounts.iterator().next();
  }
}
