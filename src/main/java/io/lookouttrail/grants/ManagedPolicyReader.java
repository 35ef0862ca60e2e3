package io.lookouttrail.grants;

import io.lookouttrail.grants.policy.JsonInput;
import io.lookouttrail.grants.policy.JsonInput.NotReadable;
import io.lookouttrail.grants.policy.Names;
import io.lookouttrail.grants.policy.PolicyDocumentReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Reader of one entry of Policies; only its default version is parsed. */
final class ManagedPolicyReader {
  private record Version(String id, boolean isDefault, String document, long line) {}

  private final JsonInput input;
  private final List<Version> versions = new ArrayList<>();
  private String name = "";
  private String arn = "";
  private String defaultId = "";

  ManagedPolicyReader(JsonInput input) {
    this.input = input;
  }

  ManagedPolicy read() throws IOException, NotReadable {
    input.object("a policy", this::field);
    if (arn.isEmpty()) {
      throw input.error("a policy has no Arn");
    }
    Version inForce =
        versions.stream()
            .filter(version -> version.isDefault() || version.id().equals(defaultId))
            .findFirst()
            .orElseThrow(
                () -> input.error("the policy " + Names.shorten(arn) + " has no default version"));
    try {
      return new ManagedPolicy(
          name.isEmpty() ? arn : name, arn, PolicyDocumentReader.read(inForce.document()));
    } catch (NotReadable e) {
      throw new NotReadable(
          inForce.line(), "the policy %s is broken: %s".formatted(Names.shorten(arn), e.why()));
    }
  }

  private void field(String field) throws IOException, NotReadable {
    switch (field) {
      case "PolicyName" -> name = input.text(field);
      case "Arn" -> arn = input.text(field);
      case "DefaultVersionId" -> defaultId = input.text(field);
      case "PolicyVersionList" -> input.array(field, this::version);
      default -> {}
    }
  }

  private void version() throws IOException, NotReadable {
    String[] parts = {"", ""};
    boolean[] isDefault = {false};
    long line = input.line();
    input.object(
        "a version of a policy",
        field -> {
          switch (field) {
            case "VersionId" -> parts[0] = input.text(field);
            case "Document" -> parts[1] = input.document(field);
            case "IsDefaultVersion" -> isDefault[0] = input.isTrue();
            default -> {}
          }
        });
    versions.add(new Version(parts[0], isDefault[0], parts[1], line));
  }
}
