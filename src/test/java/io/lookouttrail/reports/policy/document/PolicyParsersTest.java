package io.lookouttrail.reports.policy.document;

import static org.assertj.core.api.Assertions.assertThat;

import com.bertramlabs.plugins.hcl4j.HCLParser;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.Yaml;

/** Parsers of other projects read the policies of each language as the same policy. */
class PolicyParsersTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final PolicyText ABOUT =
      new PolicyText("inspector", "Made from 3 calls", List.of("A ${note}: \"with\"\nlines - # {"));

  @Test
  void cloudFormationsTemplateHasThePolicyWhateverTheNames() throws Exception {
    List<PolicyDocument> policies =
        List.of(
            policy("model/a${*}\"\u00fc\u0085'#: /1"), policy("model/- {x}: &a *b !c \\ \u2028/1"));
    Map<String, Object> template = new Yaml().load(CloudFormationPolicy.text(ABOUT, policies));
    JsonNode resources = JSON.valueToTree(template.get("Resources"));
    for (int i = 0; i < policies.size(); i++) {
      JsonNode resource = resources.path("Policy" + (i + 1));
      assertThat(resource.path("Type").asText()).isEqualTo("AWS::IAM::ManagedPolicy");
      assertThat(resource.path("Properties").path("PolicyDocument"))
          .isEqualTo(JSON.readTree(JsonPolicy.text(policies.get(i))));
    }
  }

  @Test
  void terraformsResourceHasThePolicy() throws Exception {
    List<PolicyDocument> policies = List.of(policy("model/a/1"), policy("model/b/*"));
    JsonNode parsed =
        JSON.valueToTree(new HCLParser().parse(TerraformPolicy.text(ABOUT, policies)))
            .path("resource")
            .path("aws_iam_policy");
    for (int i = 0; i < policies.size(); i++) {
      JsonNode resource = parsed.path("inspector-" + (i + 1));
      assertThat(resource.path("name").asText()).isEqualTo("inspector-" + (i + 1));
      assertThat(JSON.readTree(resource.path("policy").asText()))
          .isEqualTo(JSON.readTree(JsonPolicy.text(policies.get(i))));
    }
  }

  private static PolicyDocument policy(String resource) {
    return new PolicyDocument(
        List.of(
            new Statement(
                "WriteModels",
                List.of("lookoutvision:StartModel", "lookoutvision:StopModel"),
                List.of("arn:aws:lookoutvision:us-east-1:111122223333:" + resource),
                new TreeSet<>()),
            new Statement(
                "ListProjects",
                List.of("lookoutvision:ListProjects"),
                List.of("*"),
                new TreeSet<>(List.of("eu-west-1", "us-east-1")))));
  }
}
