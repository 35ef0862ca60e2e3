package io.lookouttrail.identity;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Classification of a name that a person or a program chose: a session name, a source identity or a
 * user name.
 *
 * <p>A name is machine-made if it is a unique id (see {@link #isUniqueId}), contains a run of nine
 * digits (a timestamp, an account) or of twelve hex digits, or contains a word of machines ({@code
 * botocore}, {@code lambda}, {@code GitHubActions}, {@code AWSCLI} …). A name names a person if it
 * is an e-mail address or a user name of a usual form: {@code alice}, {@code first.last}, {@code
 * Mary_Major}, {@code Dev1}. Functions and services have names with hyphens or in camelCase, so
 * such a name does not name a person without another sign of one.
 */
record NameClassification(String text) {
  private static final int LONG_DIGITS = 9;
  private static final int LONG_HEX = 12;
  private static final int MOST_PARTS = 3;

  /**
   * A unique id that AWS or an SDK creates: of a user, a role, an access key or another IAM entity;
   * of S3 Access Grants; of a botocore session; a UUID.
   */
  private static final Pattern UNIQUE_ID =
      Pattern.compile(
          "A(?:BIA|CCA|GPA|IDA|IPA|KIA|NPA|NVA|PKA|ROA|SCA|SIA)[A-Z0-9]{12,}"
              + "|gntd-.*|botocore-session-.*"
              + "|[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");

  /** Words of programs, hosts and services, except words that are also job titles. */
  private static final Set<String> MACHINE_WORDS =
      Set.of(
          ("agent airflow amazon ansible api app application athena atlantis auto automation"
                  + " autoscaling aws awscli azuredevops backend backup batch bitbucket boto boto3"
                  + " botocore bot build builder camera cd cdk ci cicd circleci cli client cloud"
                  + " cloudformation cloudtrail cloudwatch cluster codebuild codecommit codedeploy"
                  + " codepipeline cognito config connector consumer container controller cron"
                  + " cronjob crowdstrike daemon databricks datadog deploy deployer deployment"
                  + " detector device dynamodb ec2 ecs edge eks emr endpoint engine etl event"
                  + " eventbridge events export exporter fargate firehose flow fn frontend func"
                  + " function functions gateway github githubactions gitlab glue go grafana"
                  + " greengrass handler hook host import importer ingest ingester instance iot"
                  + " java jenkins job jobs js k8s karpenter kinesis kube kubernetes lambda line"
                  + " loader logger logs machine metrics monitor monitoring mwaa node nodejs oidc"
                  + " pipeline plc pod poller processor prod producer production prometheus proxy"
                  + " pulumi python quicksight reader redshift robot runner s3 sagemaker scanner"
                  + " scheduler sdk sensor server service serviceaccount sfn snowflake sns spark"
                  + " sqs ssm staging states station stepfunctions stream svc sync system task"
                  + " tasks tekton terraform tfc token tool travis trigger upload uploader watcher"
                  + " web webhook worker workers workflow writer")
              .split(" "));

  /** Words of placeholder names. */
  private static final Set<String> PLACEHOLDER_WORDS =
      Set.of(
          ("assume assumed assumerole console cred creds credential credentials default demo env"
                  + " example federated identity my name none null provider role session sessions"
                  + " set source temp temporary test testing tmp undefined unknown user value")
              .split(" "));

  /** Words of the mailboxes of programs. */
  private static final Set<String> ROBOT_MAILBOXES =
      Set.of("automation", "bot", "ci", "cicd", "daemon", "noreply", "robot", "service", "svc");

  /** Whether a program created the name, or the name says that it is a program. */
  boolean isMachineMade() {
    if (isEmail()) {
      return isRobotMailbox();
    }
    return isUniqueId() || hasLongNumber() || words().stream().anyMatch(MACHINE_WORDS::contains);
  }

  /** Whether the name is machine-made or a placeholder. */
  boolean isMachineOrPlaceholder() {
    return isMachineMade()
        || text.chars().noneMatch(Character::isLetter)
        || (!isEmail() && words().stream().anyMatch(PLACEHOLDER_WORDS::contains));
  }

  /** Whether the name names a person, without any other sign of one. */
  boolean namesPerson() {
    return !isMachineOrPlaceholder() && (isEmail() || isUserName());
  }

  boolean isEmail() {
    int at = text.indexOf('@');
    return at > 0 && at == text.lastIndexOf('@') && text.indexOf('.', at) > at + 1;
  }

  /** Whether it is an id of its own for each session, key or instance: never a person's name. */
  boolean isUniqueId() {
    return isEc2Instance() || UNIQUE_ID.matcher(text).matches();
  }

  /** Whether it is an EC2 instance id, which instance profiles use as session name. */
  boolean isEc2Instance() {
    String id = text.startsWith("mi-") ? text.substring(1) : text;
    return id.startsWith("i-")
        && (id.length() == 10 || id.length() == 19)
        && id.chars().skip(2).allMatch(NameClassification::isHex);
  }

  /** Words of the name in lower case, split at separators, and each again at camelCase. */
  List<String> words() {
    List<String> words = new ArrayList<>();
    int start = 0;
    for (int i = 0; i <= text.length(); i++) {
      if (i == text.length() || !Character.isLetterOrDigit(text.charAt(i))) {
        if (i > start) {
          addWords(words, text.substring(start, i));
        }
        start = i + 1;
      }
    }
    return words;
  }

  private static void addWords(List<String> words, String part) {
    words.add(part.toLowerCase(Locale.ROOT));
    int start = 0;
    for (int i = 1; i <= part.length(); i++) {
      if (i == part.length() || isBorder(part, i)) {
        if (i - start < part.length()) {
          words.add(part.substring(start, i).toLowerCase(Locale.ROOT));
        }
        start = i;
      }
    }
  }

  private static boolean isBorder(String part, int i) {
    char before = part.charAt(i - 1);
    char here = part.charAt(i);
    boolean endOfAcronym =
        Character.isUpperCase(before)
            && Character.isUpperCase(here)
            && i + 1 < part.length()
            && Character.isLowerCase(part.charAt(i + 1));
    return endOfAcronym
        || (Character.isLowerCase(before) && Character.isUpperCase(here))
        || Character.isDigit(before) != Character.isDigit(here);
  }

  private boolean isRobotMailbox() {
    int at = text.indexOf('@');
    return text.endsWith("gserviceaccount.com")
        || new NameClassification(text.substring(0, at))
            .words().stream().anyMatch(ROBOT_MAILBOXES::contains);
  }

  private boolean isUserName() {
    int parts = 1;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '.' || c == '_') {
        parts++;
      } else if (!Character.isLetterOrDigit(c) || isCamelHump(i)) {
        return false;
      }
    }
    return parts <= MOST_PARTS && Character.isLetter(text.charAt(0));
  }

  private boolean isCamelHump(int i) {
    return i > 0
        && Character.isUpperCase(text.charAt(i))
        && Character.isLowerCase(text.charAt(i - 1));
  }

  private boolean hasLongNumber() {
    int digits = 0;
    int hex = 0;
    boolean hexHasDigit = false;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      digits = isDigit(c) ? digits + 1 : 0;
      hex = isHex(c) ? hex + 1 : 0;
      hexHasDigit = hex > 0 && ((hexHasDigit && hex > 1) || isDigit(c));
      if (digits >= LONG_DIGITS || (hex >= LONG_HEX && hexHasDigit)) {
        return true;
      }
    }
    return false;
  }

  private static boolean isDigit(int c) {
    return c >= '0' && c <= '9';
  }

  private static boolean isHex(int c) {
    return isDigit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
  }
}
