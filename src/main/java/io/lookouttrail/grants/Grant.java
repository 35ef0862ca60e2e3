package io.lookouttrail.grants;

import java.util.List;

/**
 * What the policies of an identity say about one action.
 *
 * @param resources the resources on which it is granted, as the policies write them
 * @param exceptions the resources among them that a Deny takes away, with its conditions
 * @param grantedBy the policies that grant it
 * @param conditions what must be met where the grant is conditional
 * @param reasons why it is not granted, although a policy names it
 */
public record Grant(
    GrantState state,
    List<String> resources,
    List<String> exceptions,
    List<String> grantedBy,
    List<String> conditions,
    List<String> reasons) {
  public Grant {
    resources = List.copyOf(resources);
    exceptions = List.copyOf(exceptions);
    grantedBy = List.copyOf(grantedBy);
    conditions = List.copyOf(conditions);
    reasons = List.copyOf(reasons);
  }

  static Grant none(GrantState state, List<String> reasons) {
    return new Grant(state, List.of(), List.of(), List.of(), List.of(), reasons);
  }

  public boolean isGranted() {
    return state.isGranted();
  }
}
