package io.lookouttrail.sample.calls;

import java.util.List;

/**
 * Error code and message of a failed call.
 *
 * @param outcome the value of {@code outcome} that the events table must show
 */
public record CallFailure(String outcome, String code, String message) {
  /** All error codes that a sample contains. */
  public static final List<CallFailure> ALL =
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

  static final CallFailure CONFLICT = ALL.get(3);
  static final CallFailure THROTTLED = ALL.get(2);
  static final CallFailure INTERNAL = ALL.get(9);

  private static CallFailure denied(String code) {
    return new CallFailure(
        "denied",
        code,
        "User: is not authorized to perform this lookoutvision action because no identity-based"
            + " policy allows it");
  }

  private static CallFailure throttled(String code) {
    return new CallFailure("throttled", code, "Rate exceeded");
  }

  private static CallFailure failed(String code, String message) {
    return new CallFailure("failed", code, message);
  }
}
