package io.lookouttrail.reports.policy;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Names of the files of each role and user: {@code 123456789012-role-Inspector}. What is added to
 * such a name begins with a tilde, which no name in IAM has.
 */
final class PolicyFileNames {
  private static final int MAX_NAME = 100;

  private final Map<PolicyPrincipal, String> names = new HashMap<>();

  /**
   * @param policies in order
   */
  PolicyFileNames(List<PrincipalPolicy> policies) {
    // Some file systems do not tell capital letters from small ones.
    Set<String> taken = new HashSet<>();
    for (PrincipalPolicy policy : policies) {
      PolicyPrincipal principal = policy.principal();
      String plain = principal.name().replaceAll("[^A-Za-z0-9+=,.@_-]", "_");
      String base =
          principal.accountId()
              + "-"
              + principal.kind().label()
              + "-"
              + plain.substring(0, Math.min(MAX_NAME, plain.length()));
      String name = base;
      for (int i = 2; !taken.add(name.toLowerCase(Locale.ROOT)); i++) {
        name = base + "~~" + i;
      }
      names.put(principal, name);
    }
  }

  String of(PolicyPrincipal principal) {
    String name = names.get(principal);
    if (name == null) {
      throw new IllegalArgumentException("no policy for " + principal.arn());
    }
    return name;
  }
}
