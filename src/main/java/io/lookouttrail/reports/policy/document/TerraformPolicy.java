package io.lookouttrail.reports.policy.document;

import java.util.List;
import java.util.stream.Collectors;

/** Writer of policies as Terraform's configuration language. */
public final class TerraformPolicy {
  private TerraformPolicy() {}

  /** Returns a resource {@code aws_iam_policy} for each document. */
  public static String text(PolicyText about, List<PolicyDocument> documents) {
    StringBuilder text = new StringBuilder(about.commentLines(""));
    for (int i = 0; i < documents.size(); i++) {
      String name = documents.size() == 1 ? about.name() : about.name() + "-" + (i + 1);
      text.append("resource \"aws_iam_policy\" ")
          .append(string(identifier(name)))
          .append(" {\n  name        = ")
          .append(string(name))
          .append("\n  description = ")
          .append(string(about.description()))
          .append("\n  policy = jsonencode({\n    Version = \"2012-10-17\"\n    Statement = [\n");
      documents.get(i).statements().forEach(statement -> text.append(statement(statement)));
      text.append("    ]\n  })\n}\n");
    }
    return text.toString();
  }

  private static String statement(Statement statement) {
    StringBuilder text = new StringBuilder();
    text.append("      {\n        Sid    = ").append(string(statement.sid()));
    text.append("\n        Effect = \"Allow\"\n        Action = [\n");
    text.append(list(statement.actions()));
    text.append("        ]\n        Resource = [\n").append(list(statement.resources()));
    text.append("        ]\n");
    if (!statement.regions().isEmpty()) {
      text.append("        Condition = {\n          StringEquals = {\n")
          .append("            \"aws:RequestedRegion\" = [")
          .append(
              statement.regions().stream()
                  .map(TerraformPolicy::string)
                  .collect(Collectors.joining(", ")))
          .append("]\n          }\n        }\n");
    }
    return text.append("      },\n").toString();
  }

  private static String list(List<String> texts) {
    return texts.stream()
        .map(text -> "          " + string(text) + ",\n")
        .collect(Collectors.joining());
  }

  /**
   * Returns a quoted template without an interpolation.
   *
   * <p>Source: Terraform's language, "Strings and templates": a doubled dollar or percent sign
   * before a brace stands for a single one.
   */
  private static String string(String text) {
    return JsonPolicy.quoted(text).replace("${", "$${").replace("%{", "%%{");
  }

  /** A name in Terraform: letters, digits, underscores and hyphens, and no digit first. */
  private static String identifier(String name) {
    String plain = name.replaceAll("[^A-Za-z0-9_-]", "_");
    return Character.isLetter(plain.charAt(0)) ? plain : "policy_" + plain;
  }
}
