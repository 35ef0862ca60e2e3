package io.lookouttrail.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OutcomeTest {
  @ParameterizedTest
  @CsvSource({
    "AccessDenied, denied",
    "AccessDeniedException, denied",
    "VpceAccessDenied, denied",
    "KMS.AccessDeniedException, denied",
    "Client.UnauthorizedOperation, denied",
    "UnauthorizedOperation, denied",
    "Client.AuthFailure, denied",
    "UnauthorizedException, denied",
    "NotAuthorizedException, denied",
    "ForbiddenException, denied",
    "AuthorizationError, denied",
    "ExpiredTokenException, denied",
    "UnrecognizedClientException, denied",
    "com.amazon.coral.service#AccessDeniedException:http://internal.amazon.com/, denied",
    "ThrottlingException, throttled",
    "Throttling, throttled",
    "ThrottledException, throttled",
    "EC2ThrottledException, throttled",
    "RequestThrottled, throttled",
    "Client.RequestLimitExceeded, throttled",
    "RequestLimitExceeded, throttled",
    "TooManyRequestsException, throttled",
    "SlowDown, throttled",
    "ProvisionedThroughputExceededException, throttled",
    "ValidationException, failed",
    "ConflictException, failed",
    "ResourceNotFoundException, failed",
    "ServiceQuotaExceededException, failed",
    "LimitExceededException, failed",
    "InternalServerException, failed",
    "Server.InternalError, failed",
    "Client.InvalidInstanceID.NotFound, failed",
    "Error, failed",
    "#, failed",
    "SomethingNew, failed"
  })
  void is_told_by_the_error_code(String errorCode, String outcome) {
    assertThat(Outcome.of(Optional.of(errorCode), Optional.of("why")).label()).isEqualTo(outcome);
    assertThat(Outcome.of(Optional.of(errorCode), Optional.empty()).label()).isEqualTo(outcome);
  }

  @Test
  void no_error_is_success() {
    assertThat(Outcome.of(Optional.empty(), Optional.empty())).isEqualTo(Outcome.SUCCESS);
    assertThat(Outcome.of(Optional.of(" "), Optional.of(""))).isEqualTo(Outcome.SUCCESS);
  }

  @Test
  void a_failed_sign_in_has_a_message_without_a_code() {
    assertThat(Outcome.of(Optional.empty(), Optional.of("Failed authentication")))
        .isEqualTo(Outcome.FAILED);
  }

  @Test
  void labels_are_the_contracts() {
    assertThat(Arrays.stream(Outcome.values()).map(Outcome::label))
        .containsExactly("success", "denied", "throttled", "failed");
  }
}
