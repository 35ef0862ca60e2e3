package io.lookouttrail.reports.policy.document;

import java.util.Collections;
import java.util.List;
import java.util.NavigableSet;
import java.util.TreeSet;

/**
 * Statement of a policy that allows actions on resources.
 *
 * @param sid letters and digits, unique in its policy
 * @param actions at least one, in order
 * @param resources ARNs with IAM's wildcards, or {@code *}; at least one, in order
 * @param regions the Regions to which a condition limits the statement; empty for no condition
 */
public record Statement(
    String sid, List<String> actions, List<String> resources, NavigableSet<String> regions) {
  public Statement {
    actions = List.copyOf(actions);
    resources = List.copyOf(resources);
    regions = Collections.unmodifiableNavigableSet(new TreeSet<>(regions));
    if (!sid.matches("[A-Za-z0-9]+") || actions.isEmpty() || resources.isEmpty()) {
      throw new IllegalArgumentException("a statement needs a Sid, actions and resources: " + sid);
    }
  }

  Statement with(String newSid, List<String> some) {
    return new Statement(newSid, actions, some, regions);
  }
}
