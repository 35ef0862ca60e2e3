package io.lookouttrail.reports.policy.document;

import java.util.List;

/** Writer of policies as a CloudFormation template in YAML, whose strings are those of JSON. */
public final class CloudFormationPolicy {
  private CloudFormationPolicy() {}

  /** Returns a template with a managed policy for each document. */
  public static String text(PolicyText about, List<PolicyDocument> documents) {
    StringBuilder text = new StringBuilder("AWSTemplateFormatVersion: \"2010-09-09\"\n");
    text.append("Description: ").append(JsonPolicy.quoted(about.description())).append('\n');
    text.append(about.commentLines("")).append("Resources:\n");
    for (int i = 0; i < documents.size(); i++) {
      text.append("  Policy").append(i + 1).append(":\n    Type: AWS::IAM::ManagedPolicy\n");
      text.append("    Properties:\n      Description: ");
      text.append(JsonPolicy.quoted(about.description()));
      text.append("\n      PolicyDocument:\n        Version: \"2012-10-17\"\n        Statement:\n");
      documents.get(i).statements().forEach(statement -> text.append(statement(statement)));
    }
    return text.toString();
  }

  private static String statement(Statement statement) {
    StringBuilder text = new StringBuilder();
    text.append("          - Sid: ")
        .append(JsonPolicy.quoted(statement.sid()))
        .append("\n            Effect: Allow\n");
    text.append("            Action:\n").append(list("              ", statement.actions()));
    text.append("            Resource:\n").append(list("              ", statement.resources()));
    if (!statement.regions().isEmpty()) {
      text.append("            Condition:\n              StringEquals:\n")
          .append("                aws:RequestedRegion:\n")
          .append(list("                  ", List.copyOf(statement.regions())));
    }
    return text.toString();
  }

  private static String list(String indent, List<String> texts) {
    StringBuilder text = new StringBuilder();
    texts.forEach(
        each -> text.append(indent).append("- ").append(JsonPolicy.quoted(each)).append('\n'));
    return text.toString();
  }
}
