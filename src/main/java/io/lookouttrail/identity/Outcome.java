package io.lookouttrail.identity;

import java.util.Optional;
import java.util.Set;

/**
 * Outcome of a call, by CloudTrail's error fields.
 *
 * <table>
 * <caption>The first rule that matches decides</caption>
 * <tr><th>errorCode</th><th>outcome</th></tr>
 * <tr><td>none, and no errorMessage</td><td>success</td></tr>
 * <tr><td>none, but an errorMessage (a failed sign-in)</td><td>failed</td></tr>
 * <tr><td>names AccessDenied, or is in the list of refusals</td><td>denied</td></tr>
 * <tr><td>names throttling, or is in the list of rate limits</td><td>throttled</td></tr>
 * <tr><td>any other</td><td>failed</td></tr>
 * </table>
 *
 * <p>The rules compare a code without the prefix {@code Client.} or {@code Server.} of Amazon EC2,
 * a namespace before {@code #}, a location after {@code :}, and the suffixes Exception, Error and
 * Fault. Exceeded quotas (ServiceQuotaExceeded, LimitExceeded) are failures, not throttling,
 * because a retry does not help.
 *
 * <p>Sources: CloudTrail record contents; IAM's and EC2's lists of common errors; the AWS SDKs'
 * retry behaviour, which names the throttling codes.
 */
public enum Outcome {
  SUCCESS("success"),
  DENIED("denied"),
  THROTTLED("throttled"),
  FAILED("failed");

  private static final Set<String> REFUSALS =
      Set.of(
          "AllAccessDisabled",
          "AuthFailure",
          "AuthorizationFailed",
          "Authorization",
          "ExpiredToken",
          "Forbidden",
          "InvalidAccessKeyId",
          "InvalidClientTokenId",
          "MissingAuthenticationToken",
          "NoPermission",
          "NotAuthorized",
          "SignatureDoesNotMatch",
          "TokenRefreshRequired",
          "Unauthorized",
          "UnauthorizedAccess",
          "UnauthorizedClient",
          "UnauthorizedOperation",
          "UnauthorizedRequest",
          "UnrecognizedClient",
          "UserNotAuthorized");

  private static final Set<String> RATE_LIMITS =
      Set.of(
          "BandwidthLimitExceeded",
          "PriorRequestNotComplete",
          "ProvisionedThroughputExceeded",
          "RequestLimitExceeded",
          "SlowDown",
          "TooManyRequests");

  private final String label;

  Outcome(String label) {
    this.label = label;
  }

  /** The spelling of the tables. */
  public String label() {
    return label;
  }

  /** Outcome of a call, by its record's error fields. */
  public static Outcome of(Optional<String> errorCode, Optional<String> errorMessage) {
    String code = errorCode.map(String::strip).orElse("");
    if (code.isEmpty()) {
      return errorMessage.filter(message -> !message.isBlank()).isPresent() ? FAILED : SUCCESS;
    }
    String error = withoutPrefixes(code);
    if (error.contains("AccessDenied") || REFUSALS.contains(error)) {
      return DENIED;
    }
    if (error.contains("Throttl") || RATE_LIMITS.contains(error)) {
      return THROTTLED;
    }
    return FAILED;
  }

  private static String withoutPrefixes(String code) {
    String error = code.substring(code.indexOf('#') + 1);
    int location = error.indexOf(':');
    error = location < 0 ? error : error.substring(0, location);
    for (String prefix : new String[] {"Client.", "Server."}) {
      error = error.startsWith(prefix) ? error.substring(prefix.length()) : error;
    }
    for (String ending : new String[] {"Exception", "Error", "Fault"}) {
      error = error.endsWith(ending) ? error.substring(0, error.length() - ending.length()) : error;
    }
    return error;
  }
}
