package io.lookouttrail.identity;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * What can be told from a name that somebody or something chose: a session's, a source identity's,
 * a user's.
 *
 * <p>Machine-made is an EC2 instance id, a UUID, a run of nine digits (a timestamp, an account), a
 * run of twelve hex digits, and any name with a machine's word in it ({@code botocore}, {@code
 * lambda}, {@code GitHubActions}, {@code AWSCLI} …). A name of a person is an e-mail address or a
 * user name of the usual forms: {@code alice}, {@code first.last}, {@code Mary_Major}, {@code
 * Dev1}. Names with hyphens or in camelCase are how functions and services are called, so they are
 * not taken for a person's without another sign of one.
 */
record NameClassification(String text) {
  private static final int LONG_DIGITS = 9;
  private static final int LONG_HEX = 12;
  private static final int MOST_PARTS = 3;

  /** Words of programs, hosts and services. Words that are also people's jobs are left out. */
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

  /** Words that name nobody, and say nothing of a machine either. */
  private static final Set<String> EMPTY_WORDS =
      Set.of(
          ("assume assumed assumerole console cred creds credential credentials default demo env"
                  + " example federated identity my name none null provider role session sessions"
                  + " set source temp temporary test testing tmp undefined unknown user value")
              .split(" "));

  /** What marks a mailbox as a program's. */
  private static final Set<String> ROBOT_MAILBOXES =
      Set.of("automation", "bot", "ci", "cicd", "daemon", "noreply", "robot", "service", "svc");

  /** Whether a program made the name up, or it says that it is one. */
  boolean isMachineMade() {
    if (isEmail()) {
      return isRobotMailbox();
    }
    return isEc2Instance() || hasLongNumber() || words().stream().anyMatch(MACHINE_WORDS::contains);
  }

  /** Whether the name tells no one's name: a machine's, or a placeholder. */
  boolean namesNobody() {
    return isMachineMade()
        || text.chars().noneMatch(Character::isLetter)
        || (!isEmail() && words().stream().anyMatch(EMPTY_WORDS::contains));
  }

  /** Whether the name alone, without any other sign, names a person. */
  boolean namesPerson() {
    return !namesNobody() && (isEmail() || isUserName());
  }

  boolean isEmail() {
    int at = text.indexOf('@');
    return at > 0 && at == text.lastIndexOf('@') && text.indexOf('.', at) > at + 1;
  }

  /** Session names of EC2 instance profiles and managed nodes are the instance's id. */
  boolean isEc2Instance() {
    String id = text.startsWith("mi-") ? text.substring(1) : text;
    return id.startsWith("i-")
        && (id.length() == 10 || id.length() == 19)
        && id.chars().skip(2).allMatch(NameClassification::isHex);
  }

  /** The words of the name in lower case: by its separators, and those again by camelCase. */
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
