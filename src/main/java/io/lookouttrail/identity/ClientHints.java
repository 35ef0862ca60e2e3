package io.lookouttrail.identity;

import io.lookouttrail.identity.UserIdentity.InScopeOf;
import io.lookouttrail.identity.UserIdentity.OnBehalfOf;
import io.lookouttrail.identity.UserIdentity.SessionContext;
import java.util.List;
import java.util.Optional;

/**
 * Properties of a call, other than its principal, that help to find the actor.
 *
 * @param person whether a person made the call: with a console, a browser or an MFA device
 * @param workload whether compute got the credentials: an EC2 instance, a function, a container, a
 *     CI job, or a pod with a web identity
 * @param federated whether the session comes from an identity provider outside IAM
 * @param callingService the AWS service that the record has instead of an address or user agent
 */
record ClientHints(
    boolean person,
    boolean workload,
    boolean federated,
    Optional<String> sourceIdentity,
    Optional<String> onBehalfOfUser,
    Optional<String> callingService) {

  private static final List<String> COMPUTE =
      List.of("exec-env/AWS_Lambda", "exec-env/AWS_ECS", "exec-env/AWS_BATCH");
  private static final List<String> WORKLOAD_PROVIDERS =
      List.of(
          "oidc.eks",
          "oidc-eks",
          "token.actions.githubusercontent.com",
          "gitlab",
          "circleci.com",
          "app.terraform.io",
          "api.bitbucket.org",
          "agent.buildkite.com");

  static ClientHints of(
      Optional<UserIdentity> identity,
      Optional<String> sourceIpAddress,
      Optional<String> userAgent,
      boolean sessionCredentialFromConsole) {
    Optional<SessionContext> session = identity.flatMap(UserIdentity::sessionContext);
    Optional<String> provider = identity.flatMap(ClientHints::federatedProvider);
    Client client =
        Client.of(
            userAgent,
            sourceIpAddress,
            identity.flatMap(UserIdentity::invokedBy),
            Optional.empty(),
            sessionCredentialFromConsole);
    boolean person =
        client == Client.CONSOLE
            || sessionCredentialFromConsole
            || Client.isBrowser(userAgent)
            || session.flatMap(SessionContext::mfaAuthenticated).orElse(false);
    boolean workload =
        session.flatMap(SessionContext::ec2RoleDelivery).isPresent()
            || identity.flatMap(UserIdentity::inScopeOf).flatMap(InScopeOf::sourceArn).isPresent()
            || userAgent.filter(ClientHints::isCompute).isPresent()
            || provider.filter(ClientHints::isWorkloadProvider).isPresent();
    return new ClientHints(
        person,
        workload,
        provider.isPresent(),
        session.flatMap(SessionContext::sourceIdentity),
        identity.flatMap(UserIdentity::onBehalfOf).flatMap(OnBehalfOf::userId),
        Client.service(sourceIpAddress).or(() -> Client.service(userAgent)));
  }

  /** The identity provider of a caller or of its session. */
  static Optional<String> federatedProvider(UserIdentity identity) {
    return identity
        .identityProvider()
        .or(() -> identity.sessionContext().flatMap(SessionContext::federatedProvider));
  }

  static boolean isWorkloadProvider(String provider) {
    return WORKLOAD_PROVIDERS.stream().anyMatch(provider::contains);
  }

  private static boolean isCompute(String userAgent) {
    return COMPUTE.stream().anyMatch(userAgent::contains);
  }
}
