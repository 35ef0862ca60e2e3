package io.lookouttrail.reports.policy;

import io.lookouttrail.reports.policy.document.CloudFormationPolicy;
import io.lookouttrail.reports.policy.document.JsonPolicy;
import io.lookouttrail.reports.policy.document.PolicyDocument;
import io.lookouttrail.reports.policy.document.PolicyText;
import io.lookouttrail.reports.policy.document.TerraformPolicy;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** Language in which policies are written. */
public enum PolicyFormat {
  /** A file of IAM's JSON for each policy. */
  JSON,
  /** A file of Terraform's language for each role or user. */
  TERRAFORM,
  /** A CloudFormation template in YAML for each role or user. */
  CLOUDFORMATION;

  /** Returns the name of the file that holds a document. */
  String fileName(String base, int document) {
    return switch (this) {
      case JSON -> base + (document == 0 ? "" : "~" + (document + 1)) + ".json";
      case TERRAFORM -> base + ".tf";
      case CLOUDFORMATION -> base + ".template.yaml";
    };
  }

  /**
   * Returns the files of one principal's policies, by name.
   *
   * @param base the beginning of their names
   */
  SortedMap<String, String> files(String base, PolicyText about, List<PolicyDocument> documents) {
    SortedMap<String, String> files = new TreeMap<>();
    if (documents.isEmpty()) {
      return files;
    }
    switch (this) {
      case JSON -> {
        for (int i = 0; i < documents.size(); i++) {
          files.put(fileName(base, i), JsonPolicy.text(documents.get(i)));
        }
      }
      case TERRAFORM -> files.put(fileName(base, 0), TerraformPolicy.text(about, documents));
      case CLOUDFORMATION ->
          files.put(fileName(base, 0), CloudFormationPolicy.text(about, documents));
    }
    return files;
  }
}
