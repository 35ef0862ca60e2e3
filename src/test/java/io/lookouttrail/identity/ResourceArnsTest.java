package io.lookouttrail.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ResourceArnsTest {
  @ParameterizedTest
  @CsvSource({
    "eu-west-1, gears, 3, arn:aws:lookoutvision:eu-west-1:210987654321:model/gears/3",
    "eu-west-1, gears, latest, arn:aws:lookoutvision:eu-west-1:210987654321:model/gears/latest",
    "eu-west-1, gears,, arn:aws:lookoutvision:eu-west-1:210987654321:project/gears",
    "us-gov-west-1, gears,, arn:aws-us-gov:lookoutvision:us-gov-west-1:210987654321:project/gears",
    "cn-north-1, gears, 3, arn:aws-cn:lookoutvision:cn-north-1:210987654321:model/gears/3",
    "eu-west-1,,,",
    "eu-west-1,, 3,",
    ", gears, 3,"
  })
  void is_built_from_the_request(String region, String project, String version, String arn) {
    assertThat(
            ResourceArns.resourceArn(
                Optional.empty(),
                Optional.empty(),
                Optional.ofNullable(region),
                Optional.of("210987654321"),
                Optional.ofNullable(project),
                Optional.ofNullable(version)))
        .isEqualTo(Optional.ofNullable(arn));
  }

  @Test
  void an_unknown_account_builds_none() {
    for (Optional<String> account : List.of(Optional.<String>empty(), Optional.of("unknown"))) {
      assertThat(
              ResourceArns.resourceArn(
                  Optional.empty(),
                  Optional.empty(),
                  Optional.of("eu-west-1"),
                  account,
                  Optional.of("gears"),
                  Optional.empty()))
          .isEmpty();
    }
  }

  @Test
  void the_requests_own_arn_goes_before_the_records_before_a_built_one() {
    assertThat(arn(Optional.of("requested"), Optional.of("listed"))).hasValue("requested");
    assertThat(arn(Optional.empty(), Optional.of("listed"))).hasValue("listed");
    assertThat(arn(Optional.empty(), Optional.empty()))
        .hasValue("arn:aws:lookoutvision:eu-west-1:210987654321:project/gears");
  }

  private static Optional<String> arn(Optional<String> requested, Optional<String> listed) {
    return ResourceArns.resourceArn(
        requested,
        listed,
        Optional.of("eu-west-1"),
        Optional.of("210987654321"),
        Optional.of("gears"),
        Optional.empty());
  }
}
