package io.lookouttrail.identity;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Kind of client that made a call, by the user agents that AWS documents.
 *
 * <table>
 * <caption>The first rule that matches decides</caption>
 * <tr><th>property of the call</th><th>client</th></tr>
 * <tr><td>user agent of a console: signin.amazonaws.com, console.amazonaws.com,
 *     console.ec2.amazonaws.com, AWSConsole…, AWS-Console…, [S3Console/…, EC2ConsoleBackend</td>
 *     <td>console</td></tr>
 * <tr><td>sourceIPAddress is AWS Internal or a service's DNS name</td><td>service</td></tr>
 * <tr><td>user agent aws-cli/…, AWSPowerShell…, ec2-api-tools (in CloudShell too)</td>
 *     <td>cli</td></tr>
 * <tr><td>sessionCredentialFromConsole, invokedBy signin.amazonaws.com, or a console sign-in or
 *     action by its eventType</td><td>console</td></tr>
 * <tr><td>user agent AWS Internal, aws-internal/… or a service's DNS name</td>
 *     <td>service</td></tr>
 * <tr><td>user agent Boto3/…, Botocore/…, aws-sdk-…, APN/… and similar ones</td><td>sdk</td></tr>
 * <tr><td>user agent Coral/… (AWS's own framework) from a caller's address</td>
 *     <td>console</td></tr>
 * <tr><td>anything else, also a browser without any property of a console</td><td>other</td></tr>
 * </table>
 *
 * <p>Sources: CloudTrail record contents (userAgent, sourceIPAddress, sessionCredentialFromConsole)
 * and its log file examples.
 */
public enum Client {
  CONSOLE("console"),
  CLI("cli"),
  SDK("sdk"),
  SERVICE("service"),
  OTHER("other");

  private static final String SIGN_IN = "signin.amazonaws.com";
  private static final String AWS_INTERNAL = "aws internal";

  private static final List<String> COMMAND_LINES =
      List.of("aws-cli/", "awspowershell", "aws-tools-for-powershell", "ec2-api-tools");
  private static final List<String> SDKS =
      List.of("boto", "aws-sdk", "aws-crt", "aws_sdk", "apn/", "lib/aws", "exec-env/");
  private static final List<String> BROWSERS = List.of("mozilla/", "opera/");

  private final String label;

  Client(String label) {
    this.label = label;
  }

  /** The spelling of the tables. */
  public String label() {
    return label;
  }

  /** Client of a call, by the record's fields of these names. */
  public static Client of(
      Optional<String> userAgent,
      Optional<String> sourceIpAddress,
      Optional<String> invokedBy,
      Optional<String> eventType,
      boolean sessionCredentialFromConsole) {
    String agent = lower(userAgent);
    if (isConsole(agent)) {
      return CONSOLE;
    }
    if (isService(lower(sourceIpAddress))) {
      return SERVICE;
    }
    if (mentions(agent, COMMAND_LINES)) {
      return CLI;
    }
    if (sessionCredentialFromConsole
        || lower(invokedBy).equals(SIGN_IN)
        || lower(eventType).startsWith("awsconsole")) {
      return CONSOLE;
    }
    return byUserAgent(agent);
  }

  private static Client byUserAgent(String agent) {
    if (isService(agent) || mentions(agent, List.of("aws-internal/"))) {
      return SERVICE;
    }
    if (mentions(agent, SDKS)) {
      return SDK;
    }
    return agent.startsWith("coral/") ? CONSOLE : OTHER;
  }

  /** Whether a user agent is that of a web browser. */
  static boolean isBrowser(Optional<String> userAgent) {
    String agent = lower(userAgent);
    return BROWSERS.stream().anyMatch(agent::startsWith);
  }

  /**
   * The AWS service that a field names instead of an address or a program: its DNS name or {@code
   * AWS Internal}; empty for sign-in and console names, because a person uses these.
   */
  static Optional<String> service(Optional<String> field) {
    return field
        .map(String::strip)
        .filter(name -> isService(lower(field)) && !isConsole(lower(field)));
  }

  private static boolean isConsole(String agent) {
    return agent.equals(SIGN_IN)
        || agent.startsWith("awsconsole")
        || agent.startsWith("aws-console")
        || (agent.startsWith("console.") && isService(agent))
        || agent.contains("console/")
        || agent.contains("consolebackend");
  }

  private static boolean isService(String name) {
    return name.equals(AWS_INTERNAL)
        || ((name.endsWith(".amazonaws.com") || name.endsWith(".amazonaws.com.cn"))
            && name.indexOf(' ') < 0
            && name.indexOf('/') < 0);
  }

  /** Whether a word of the user agent begins with one of the names. */
  private static boolean mentions(String agent, List<String> names) {
    for (String name : names) {
      for (int at = agent.indexOf(name); at >= 0; at = agent.indexOf(name, at + 1)) {
        if (at == 0 || !Character.isLetterOrDigit(agent.charAt(at - 1))) {
          return true;
        }
      }
    }
    return false;
  }

  private static String lower(Optional<String> field) {
    return field.map(text -> text.strip().toLowerCase(Locale.ROOT)).orElse("");
  }
}
