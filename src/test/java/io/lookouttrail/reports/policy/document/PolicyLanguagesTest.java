package io.lookouttrail.reports.policy.document;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** The text of a policy in each language, with hostile names. */
class PolicyLanguagesTest {
  private static final PolicyText ABOUT =
      new PolicyText(
          "111122223333-role-Inspector",
          "Made from 3 calls",
          List.of("A note with a\nline break and \u202e", "Costs ${var.x} %{ if true }"));

  private static final List<PolicyDocument> POLICIES =
      List.of(
          new PolicyDocument(
              List.of(
                  new Statement(
                      "WriteModels",
                      List.of("lookoutvision:StartModel", "lookoutvision:StopModel"),
                      List.of("arn:aws:lookoutvision:us-east-1:111122223333:model/a${*}\"\u00fc/1"),
                      new TreeSet<>()),
                  new Statement(
                      "ListService",
                      List.of("lookoutvision:ListProjects"),
                      List.of("*"),
                      new TreeSet<>(List.of("eu-west-1", "us-east-1"))))));

  @Test
  void writesJson() {
    assertThat(JsonPolicy.text(POLICIES.get(0)))
        .isEqualTo(
            """
            {
              "Version" : "2012-10-17",
              "Statement" : [
                {
                  "Sid" : "WriteModels",
                  "Effect" : "Allow",
                  "Action" : [
                    "lookoutvision:StartModel",
                    "lookoutvision:StopModel"
                  ],
                  "Resource" : [
                    "arn:aws:lookoutvision:us-east-1:111122223333:model/a${*}\\"\\u00FC/1"
                  ]
                },
                {
                  "Sid" : "ListService",
                  "Effect" : "Allow",
                  "Action" : [
                    "lookoutvision:ListProjects"
                  ],
                  "Resource" : [
                    "*"
                  ],
                  "Condition" : {
                    "StringEquals" : {
                      "aws:RequestedRegion" : [
                        "eu-west-1",
                        "us-east-1"
                      ]
                    }
                  }
                }
              ]
            }
            """);
  }

  @Test
  void writesTerraform() {
    assertThat(TerraformPolicy.text(ABOUT, POLICIES))
        .isEqualTo(
            """
            # A note with a\\nline break and \\u202E
            # Costs ${var.x} %{ if true }
            resource "aws_iam_policy" "policy_111122223333-role-Inspector" {
              name        = "111122223333-role-Inspector"
              description = "Made from 3 calls"
              policy = jsonencode({
                Version = "2012-10-17"
                Statement = [
                  {
                    Sid    = "WriteModels"
                    Effect = "Allow"
                    Action = [
                      "lookoutvision:StartModel",
                      "lookoutvision:StopModel",
                    ]
                    Resource = [
                      "arn:aws:lookoutvision:us-east-1:111122223333:model/a$${*}\\"\\u00FC/1",
                    ]
                  },
                  {
                    Sid    = "ListService"
                    Effect = "Allow"
                    Action = [
                      "lookoutvision:ListProjects",
                    ]
                    Resource = [
                      "*",
                    ]
                    Condition = {
                      StringEquals = {
                        "aws:RequestedRegion" = ["eu-west-1", "us-east-1"]
                      }
                    }
                  },
                ]
              })
            }
            """);
  }

  @Test
  void writesCloudFormation() {
    assertThat(CloudFormationPolicy.text(ABOUT, POLICIES))
        .isEqualTo(
            """
            AWSTemplateFormatVersion: "2010-09-09"
            Description: "Made from 3 calls"
            # A note with a\\nline break and \\u202E
            # Costs ${var.x} %{ if true }
            Resources:
              Policy1:
                Type: AWS::IAM::ManagedPolicy
                Properties:
                  Description: "Made from 3 calls"
                  PolicyDocument:
                    Version: "2012-10-17"
                    Statement:
                      - Sid: "WriteModels"
                        Effect: Allow
                        Action:
                          - "lookoutvision:StartModel"
                          - "lookoutvision:StopModel"
                        Resource:
                          - "arn:aws:lookoutvision:us-east-1:111122223333:model/a${*}\\"\\u00FC/1"
                      - Sid: "ListService"
                        Effect: Allow
                        Action:
                          - "lookoutvision:ListProjects"
                        Resource:
                          - "*"
                        Condition:
                          StringEquals:
                            aws:RequestedRegion:
                              - "eu-west-1"
                              - "us-east-1"
            """);
  }

  @Test
  void countsTheCharactersThatIamCounts() {
    assertThat(POLICIES.get(0).characters())
        .isEqualTo(JsonPolicy.text(POLICIES.get(0)).codePoints().filter(c -> c > ' ').count());
  }
}
