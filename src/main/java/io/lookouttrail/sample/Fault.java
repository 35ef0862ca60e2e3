package io.lookouttrail.sample;

import java.util.List;

/**
 * How a call failed.
 *
 * @param outcome what the events table should say
 */
record Fault(String outcome, String code, String message) {
  /** Every spelling that records have. */
  static final List<Fault> ALL =
      List.of(
          denied("AccessDeniedException"),
          failed(
              "ValidationException",
              "Invalid request: \"projectName\" must match [a-zA-Z0-9]<1,255>"),
          throttled("ThrottlingException"),
          failed("ConflictException", "The resource is in use & cannot be changed now"),
          denied("AccessDenied"),
          failed("ResourceNotFoundException", "The requested model was not found"),
          throttled("Throttling"),
          failed("ServiceQuotaExceededException", "You have reached the limit of inference units"),
          denied("Client.UnauthorizedOperation"),
          failed("InternalServerException", "An internal server error occurred"),
          throttled("RequestLimitExceeded"),
          denied("UnauthorizedOperation"),
          throttled("TooManyRequestsException"),
          denied("VpceAccessDenied"),
          throttled("SlowDown"));

  static final Fault CONFLICT = ALL.get(3);
  static final Fault THROTTLED = ALL.get(2);
  static final Fault INTERNAL = ALL.get(9);

  private static Fault denied(String code) {
    return new Fault(
        "denied",
        code,
        "User: is not authorized to perform this lookoutvision action because no identity-based"
            + " policy allows it");
  }

  private static Fault throttled(String code) {
    return new Fault("throttled", code, "Rate exceeded");
  }

  private static Fault failed(String code, String message) {
    return new Fault("failed", code, message);
  }
}
