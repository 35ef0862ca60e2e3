package io.lookouttrail.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClientTest {
  private static final String BROWSER =
      "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:128.0) Gecko/20100101 Firefox/128.0";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          signin.amazonaws.com                                          | console
          console.amazonaws.com                                         | console
          console.ec2.amazonaws.com                                     | console
          AWSConsole                                                    | console
          AWS-Console-Mobile/2.0                                        | console
          [S3Console/0.4, aws-internal/3 aws-sdk-java/1.11.666 Linux]   | console
          S3Console/0.4                                                 | console
          EC2ConsoleBackend, aws-sdk-java/Linux/x.xx Java_HotSpot       | console
          Coral/Netty4                                                  | console
          aws-cli/1.16.248 Python/2.7 botocore/1.12                     | cli
          aws-cli/2.15.0 Python/3.11.6 Linux/5.10 exe/x86_64            | cli
          [aws-cli/2.15.0]                                              | cli
          ec2-api-tools 1.6.12.2                                        | cli
          AWSPowerShell/4.1.0 .NET_Runtime/4.0                          | cli
          Boto3/1.15.2 Python/3.8.2 Linux/5.6 Botocore/1.18.2           | sdk
          Botocore/1.29.0                                               | sdk
          Boto/2.49.0                                                   | sdk
          aws-sdk-java/2.17.0 Linux/5.10                                | sdk
          [aws-sdk-go/1.44.0 (go1.19; linux; amd64)]                    | sdk
          md/x aws-sdk-js/3.400.0                                       | sdk
          APN/1.0 HashiCorp/1.0 Terraform/1.5.0 aws-sdk-go/1.44         | sdk
          AWS Internal                                                  | service
          aws-internal/3 aws-sdk-java/1.12                              | service
          cloudformation.amazonaws.com                                  | service
          lambda.amazonaws.com.cn                                       | service
          curl/8.0                                                      | other
          notaws-sdk/1                                                  | other
          https://evil.example/x.amazonaws.com                          | other
          Mozilla/5.0 (X11; Linux x86_64) Firefox/128.0                 | other
          """)
  void is_told_by_the_user_agent(String userAgent, String client) {
    assertThat(of(userAgent, "198.51.100.7", null, null, false).label()).isEqualTo(client);
  }

  @Test
  void a_browser_is_the_console_by_its_session_its_sign_in_or_its_event() {
    assertThat(of(BROWSER, "198.51.100.7", null, null, true)).isEqualTo(Client.CONSOLE);
    assertThat(of(BROWSER, "198.51.100.7", "signin.amazonaws.com", null, false))
        .isEqualTo(Client.CONSOLE);
    assertThat(of(BROWSER, "198.51.100.7", null, "AwsConsoleSignIn", false))
        .isEqualTo(Client.CONSOLE);
    assertThat(of(BROWSER, "198.51.100.7", null, "AwsConsoleAction", false))
        .isEqualTo(Client.CONSOLE);
    assertThat(of(BROWSER, "198.51.100.7", null, "AwsApiCall", false)).isEqualTo(Client.OTHER);
  }

  @Test
  void the_command_line_in_cloud_shell_stays_one() {
    assertThat(of("aws-cli/2.15.0 exec-env/CloudShell", "198.51.100.7", null, null, true))
        .isEqualTo(Client.CLI);
  }

  @Test
  void a_services_name_in_place_of_the_address_is_a_service() {
    assertThat(of(null, "AWS Internal", null, null, false)).isEqualTo(Client.SERVICE);
    assertThat(of("Boto3/1.34.0", "sagemaker.amazonaws.com", null, null, false))
        .isEqualTo(Client.SERVICE);
    assertThat(of("console.amazonaws.com", "AWS Internal", null, null, false))
        .isEqualTo(Client.CONSOLE);
  }

  @Test
  void nothing_known_is_other() {
    assertThat(of(null, null, null, null, false)).isEqualTo(Client.OTHER);
    assertThat(of("", "2001:db8::1", null, null, false)).isEqualTo(Client.OTHER);
  }

  @Test
  void labels_are_the_contracts() {
    assertThat(Arrays.stream(Client.values()).map(Client::label))
        .containsExactly("console", "cli", "sdk", "service", "other");
  }

  private static Client of(
      String userAgent, String sourceIp, String invokedBy, String eventType, boolean console) {
    return Client.of(
        Optional.ofNullable(userAgent),
        Optional.ofNullable(sourceIp),
        Optional.ofNullable(invokedBy),
        Optional.ofNullable(eventType),
        console);
  }
}
