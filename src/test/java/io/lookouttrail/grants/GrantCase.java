package io.lookouttrail.grants;

import static io.lookouttrail.fixtures.AccountJson.ACCOUNT;
import static io.lookouttrail.fixtures.AccountJson.inline;
import static io.lookouttrail.fixtures.AccountJson.policy;

import io.lookouttrail.fixtures.AccountJson;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Policies of the user, group or role {@code R}, and what they grant by AWS's documentation.
 *
 * @param rule the page of IAM's user guide, or of the service authorization reference
 * @param expected the grant in words, as {@link #grant} has it
 */
record GrantCase(String name, String rule, AccountJson account, String action, String expected) {
  static final String START = "lookoutvision:StartModel";
  static final String LIST = "lookoutvision:ListProjects";
  static final String OWN = "arn:aws:lookoutvision:eu-west-1:" + ACCOUNT + ":";
  static final String MODELS = OWN + "model/*";
  static final String IF_EU = "'Condition': {'StringEquals': {'aws:RequestedRegion': 'eu-west-1'}}";
  static final String EU = "StringEquals aws:RequestedRegion = eu-west-1";

  /** A role with one inline policy {@code p}, and the action StartModel. */
  static GrantCase example(String name, String rule, String expected, String... statements) {
    return example(
        name,
        rule,
        expected,
        AccountJson.account().role("R", inline("p", policy(statements))),
        START);
  }

  static GrantCase example(
      String name, String rule, String expected, AccountJson account, String action) {
    return new GrantCase(name, rule, account, action, expected);
  }

  /** What the policies grant, in words. */
  String grant() {
    return inWords(grant(account.details(), action));
  }

  private static Grant grant(AuthorizationDetails details, String action) {
    EvaluatedGrants grants = EvaluatedGrants.of(List.of(details), GrantableAction::ofLookoutVision);
    IamIdentity identity =
        details.identities().stream()
            .filter(one -> one.name().equals("R"))
            .findFirst()
            .orElseThrow();
    List<GrantableAction> actions = GrantableAction.ofLookoutVision(details);
    int place =
        IntStream.range(0, actions.size())
            .filter(i -> actions.get(i).action().toString().equals(action))
            .findFirst()
            .orElseThrow();
    return grants.grants(identity).get(place);
  }

  private static String inWords(Grant grant) {
    StringBuilder words = new StringBuilder(grant.state().label());
    append(words, " on ", grant.resources(), "; ");
    append(words, " except ", grant.exceptions(), "; ");
    append(words, " if ", grant.conditions(), "; ");
    append(words, " by ", grant.grantedBy(), ", ");
    append(words, " because ", grant.reasons(), ", ");
    return words.toString();
  }

  private static void append(
      StringBuilder words, String before, List<String> texts, String between) {
    if (!texts.isEmpty()) {
      words.append(before).append(String.join(between, texts));
    }
  }

  @Override
  public String toString() {
    return name;
  }
}
