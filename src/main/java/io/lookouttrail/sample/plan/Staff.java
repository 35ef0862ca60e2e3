package io.lookouttrail.sample.plan;

import io.lookouttrail.sample.output.JsonBuffer;
import io.lookouttrail.sample.output.SeededRandom;
import io.lookouttrail.sample.plan.Identities.Session;
import java.util.List;

/**
 * Who works with Lookout for Vision in one account: a person of every identity kind.
 *
 * @param everyone each of them, in a fixed order
 * @param engineer sets projects up, in the console
 * @param shiftLead starts and stops models
 * @param gateway looks at parts, a role on an EC2 machine behind a VPC endpoint
 * @param function looks at parts, a Lambda function
 * @param line looks at parts, an old access key at a camera
 * @param scheduler a service that starts and stops models by itself
 * @param root the root user, without MFA
 * @param partner a role of an account outside the organisation
 * @param early a user whose records are of eventVersion 1.0
 */
public record Staff(
    List<Person> everyone,
    Person engineer,
    Person shiftLead,
    Person gateway,
    Person function,
    Person line,
    Person scheduler,
    Person root,
    Person partner,
    Person early) {

  static final String PARTNER_ACCOUNT = "999988887777";

  private static final String BROWSER =
      "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko)"
          + " Chrome/128.0.0.0 Safari/537.36";
  private static final String CLI =
      "aws-cli/2.17.44 md/awscrt#0.21.2 ua/2.0 os/linux#5.15 md/arch#x86_64 lang/python#3.11.9"
          + " cfg/retry-mode#standard md/prompt#off";
  private static final String OLD_CLI =
      "aws-cli/1.32.101 Python/3.8.10 Linux/5.4.0 botocore/1.34.101";
  private static final String JAVA =
      "aws-sdk-java/2.25.60 Linux/5.10.218 OpenJDK_64-Bit_Server_VM/17.0.11+9 Java/17.0.11"
          + " vendor/Amazon.com_Inc. io/sync http/Apache cfg/retry-mode/legacy";
  private static final String LAMBDA =
      "Boto3/1.34.145 md/Botocore#1.34.145 ua/2.0 os/linux#5.10 md/arch#x86_64 lang/python#3.12.4"
          + " exec-env/AWS_Lambda_python3.12 Botocore/1.34.145";

  /** The people of an account; the same in each of its Regions. */
  static Staff of(long seed, String account) {
    SeededRandom dice = SeededRandom.of(seed, "people", account);
    Identities is = new Identities(account, dice);
    Identities partners = new Identities(PARTNER_ACCOUNT, dice);
    String arn = "arn:aws:iam::" + account + ":role";
    Person engineer = engineer(is, dice, arn);
    Person lead = shiftLead(is, arn);
    Person gateway = gateway(is, dice, arn);
    Person function = function(is, account, arn);
    Person line =
        new Person("iam_user", "", 8, is.keyUser("/line/", "camera-07"), OLD_CLI, "198.51.100.7");
    String states = "states.amazonaws.com";
    Person scheduler = new Person("aws_service", "", 8, is.service(states), states, states);
    Person root = new Person("root", "", 8, is.root(false), BROWSER, "203.0.113.99");
    Person partner =
        new Person(
            "role_session",
            "arn:aws:iam::" + PARTNER_ACCOUNT + ":role/Integrator",
            9,
            partners.role("/", "Integrator", Session.named("nightly-sync")),
            JAVA,
            "192.0.2.144");
    Person early =
        new Person(
            "iam_user",
            "",
            0,
            is.keyUser("/", "legacy-line"),
            "aws-sdk-go/1.4.22",
            "198.51.100.12");
    List<Person> everyone =
        List.of(
            engineer,
            lead,
            new Person(
                "iam_user",
                "",
                5,
                is.consoleUser("/", "anna.keller"),
                "signin.amazonaws.com",
                "203.0.113.21"),
            line,
            gateway,
            function,
            new Person(
                "role_session",
                arn + "/eks/line-vision",
                10,
                is.role(
                    "/eks/",
                    "line-vision",
                    Session.named("line-vision-7d9f8b")
                        .from(
                            "arn:aws:iam::"
                                + account
                                + ":oidc-provider/oidc.eks.eu-central-1.amazonaws.com/id/"
                                + dice.id(32))),
                "aws-sdk-go-v2/1.30.3 os/linux lang/go#1.22.5 md/GOOS#linux md/GOARCH#arm64",
                "2001:db8:1234:1a00::53"),
            new Person(
                "role_session",
                arn + "/DeployVision",
                8,
                is.role(
                    "/",
                    "DeployVision",
                    Session.named("AWSCloudFormation")
                        .and(",\"invokedBy\":\"cloudformation.amazonaws.com\"")),
                "cloudformation.amazonaws.com",
                "cloudformation.amazonaws.com"),
            partner,
            new Person(
                "role_session",
                arn + "/OldInspector",
                5,
                is.earlyRole("OldInspector", "i-0f00ba4"),
                OLD_CLI,
                "198.51.100.31"),
            new Person(
                "federated_user",
                "",
                8,
                is.federated("lab-bench-3", "broker"),
                CLI,
                "203.0.113.44"),
            new Person(
                "saml_user", "", 8, is.saml("jo.meyer@example.com"), BROWSER, "203.0.113.45"),
            new Person(
                "web_identity_user",
                "",
                8,
                is.web("accounts.google.com"),
                "aws-sdk-js/2.1692.0 callback",
                "203.0.113.46"),
            new Person(
                "identity_center_user", "", 11, is.identityCenter(), BROWSER, "203.0.113.47"),
            scheduler,
            new Person("aws_account", "", 8, is.otherAccount(PARTNER_ACCOUNT), JAVA, "192.0.2.145"),
            new Person("unknown", "", 8, is.directory("k.nowak"), BROWSER, "203.0.113.48"),
            new Person("unknown", "", 8, is.unknown(), BROWSER, "203.0.113.49"),
            new Person("aws_service", "", 5, is.typeless(), "AWS Internal", "AWS Internal"),
            new Person("unknown", "", 5, "", "[Boto3/1.26.0 Python/3.9]", "203.0.113.50"),
            new Person("root", "", 8, is.root(true), BROWSER, "203.0.113.20"),
            early);
    return new Staff(
        everyone, engineer, lead, gateway, function, line, scheduler, root, partner, early);
  }

  private static Person engineer(Identities is, SeededRandom dice, String arn) {
    String role = "AWSReservedSSO_VisionEngineer_" + dice.hex(16);
    String path = "/aws-reserved/sso.amazonaws.com/eu-central-1/";
    String identity =
        is.role(path, role, Session.named("maria.lopez@example.com").and(is.onBehalfOf()));
    return new Person("role_session", arn + path + role, 11, identity, BROWSER, "203.0.113.10");
  }

  private static Person shiftLead(Identities is, String arn) {
    Session session = Session.named("tom.weber").by("tom.weber@example.com");
    String identity = is.role("/teams/vision/", "ShiftLead", session);
    return new Person(
        "role_session", arn + "/teams/vision/ShiftLead", 9, identity, CLI, "203.0.113.11");
  }

  private static Person gateway(Identities is, SeededRandom dice, String arn) {
    String identity = is.role("/", "EdgeGateway", Session.named("i-0" + dice.hex(16)).onInstance());
    return new Person("role_session", arn + "/EdgeGateway", 10, identity, JAVA, "10.20.4.17")
        .throughEndpoint("vpce-0" + dice.hex(16));
  }

  private static Person function(Identities is, String account, String arn) {
    String scope =
        new JsonBuffer(300)
            .open()
            .object("inScopeOf")
            .field("issuerType", "AWS::Lambda::Function")
            .field(
                "credentialsIssuedTo",
                "arn:aws:lambda:eu-central-1:" + account + ":function:inspect-part")
            .end()
            .toString();
    Session session = Session.named("inspect-part").and("," + scope.substring(1));
    String identity = is.role("/service-role/", "InspectPart", session);
    return new Person(
        "role_session", arn + "/service-role/InspectPart", 11, identity, LAMBDA, "3.120.14.9");
  }
}
