package io.lookouttrail.grants;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Identities by ARN.
 *
 * <p>The ARN of a role session has no path. An ARN without a path is therefore also found by its
 * account, type and name, which are unique in an account, whatever the path and the case.
 */
final class IdentityIndex {
  private static final Pattern WITHOUT_PATH =
      Pattern.compile("arn:[^:]+:iam::([0-9]{12}):(user|role)/([^/]+)", Pattern.DOTALL);

  private final Map<String, IamIdentity> byArn = new HashMap<>();
  private final Map<List<String>, List<IamIdentity>> byName = new HashMap<>();

  IdentityIndex(List<IamIdentity> identities) {
    for (IamIdentity identity : identities) {
      byArn.put(identity.arn(), identity);
      byName
          .computeIfAbsent(
              key(identity.accountId(), identity.type().label(), identity.name()),
              name -> new ArrayList<>())
          .add(identity);
    }
  }

  private static List<String> key(String account, String type, String name) {
    return List.of(account, type, name.toLowerCase(Locale.ROOT));
  }

  Optional<IamIdentity> find(String arn) {
    return Optional.ofNullable(byArn.get(arn)).or(() -> byName(arn));
  }

  private Optional<IamIdentity> byName(String arn) {
    Matcher parts = WITHOUT_PATH.matcher(arn);
    List<IamIdentity> found =
        parts.matches()
            ? byName.getOrDefault(key(parts.group(1), parts.group(2), parts.group(3)), List.of())
            : List.of();
    return found.size() == 1 ? Optional.of(found.get(0)) : Optional.empty();
  }
}
