package io.lookouttrail.grants;

import io.lookouttrail.grants.policy.ResourcePattern;
import io.lookouttrail.identity.AccessLevel;
import io.lookouttrail.identity.ActionResource;
import io.lookouttrail.identity.CallClass;
import io.lookouttrail.identity.IamAction;
import io.lookouttrail.identity.LookoutAction;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Action that a policy can grant in one account.
 *
 * @param accessLevel empty where no catalogue has the action
 * @param isInference whether it runs inference; IAM lists it as Write although it changes nothing
 * @param resources patterns of all resources that the action can work on in the account; {@link
 *     ResourcePattern#ASTERISK} for an action that works on no resource
 */
public record GrantableAction(
    IamAction action,
    Optional<AccessLevel> accessLevel,
    boolean isInference,
    List<ResourcePattern> resources) {
  public GrantableAction {
    resources = List.copyOf(resources);
    if (resources.isEmpty()) {
      throw new IllegalArgumentException("no resources of " + action);
    }
  }

  /** The actions of the catalogue of Lookout for Vision, in its order. */
  public static List<GrantableAction> ofLookoutVision(AuthorizationDetails account) {
    return Stream.of(LookoutAction.values()).map(action -> of(action, account)).toList();
  }

  private static GrantableAction of(LookoutAction action, AuthorizationDetails account) {
    return new GrantableAction(
        IamAction.of(action),
        Optional.of(action.accessLevel()),
        action.callClass() == CallClass.INFERENCE,
        List.of(resources(action.resource(), account)));
  }

  private static ResourcePattern resources(ActionResource type, AuthorizationDetails account) {
    String arn = "arn:%s:lookoutvision:*:%s:".formatted(account.partition(), account.accountId());
    return switch (type) {
      case NONE -> ResourcePattern.ASTERISK;
      case PROJECT -> ResourcePattern.ofResources(arn + "project/*");
      case MODEL -> ResourcePattern.ofResources(arn + "model/*");
    };
  }

  /**
   * An action that no catalogue has. Whether it works on a resource is not known: it may work on
   * none, or on any of its service, also in other accounts.
   */
  public static GrantableAction ofOtherService(IamAction action, AuthorizationDetails account) {
    return new GrantableAction(
        action,
        Optional.empty(),
        false,
        List.of(
            ResourcePattern.ASTERISK,
            ResourcePattern.ofResources(
                "arn:%s:%s:*".formatted(account.partition(), action.service()))));
  }
}
