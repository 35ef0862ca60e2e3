package io.lookouttrail.sample.plan;

import io.lookouttrail.sample.output.JsonBuffer;
import io.lookouttrail.sample.output.SeededRandom;
import io.lookouttrail.sample.plan.Identities.Session;
import java.util.List;

/**
 * The callers of Lookout for Vision in one account, with at least one of each identity type.
 *
 * @param all all callers, in a fixed order
 * @param engineer creates projects and models, in the console
 * @param shiftLead starts and stops models
 * @param gateway inspects parts: a role of an EC2 instance behind a VPC endpoint
 * @param function inspects parts: a Lambda function
 * @param line inspects parts: a camera with a long-term access key
 * @param scheduler a service that starts and stops models
 * @param root the root user, without MFA
 * @param partner a role of an account outside the organisation
 * @param early a user whose records have eventVersion 1.0
 */
public record Callers(
    List<Caller> all,
    Caller engineer,
    Caller shiftLead,
    Caller gateway,
    Caller function,
    Caller line,
    Caller scheduler,
    Caller root,
    Caller partner,
    Caller early) {

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

  /** Returns the callers of an account, which are the same in each of its Regions. */
  static Callers of(long seed, String account) {
    SeededRandom random = SeededRandom.of(seed, "people", account);
    Identities identities = new Identities(account, random);
    Identities partners = new Identities(PARTNER_ACCOUNT, random);
    String arn = "arn:aws:iam::" + account + ":role";
    Caller engineer = engineer(identities, random, arn);
    Caller lead = shiftLead(identities, arn);
    Caller gateway = gateway(identities, random, arn);
    Caller function = function(identities, account, arn);
    Caller line =
        new Caller(
            "iam_user", "", 8, identities.keyUser("/line/", "camera-07"), OLD_CLI, "198.51.100.7");
    String states = "states.amazonaws.com";
    Caller scheduler = new Caller("aws_service", "", 8, identities.service(states), states, states);
    Caller root = new Caller("root", "", 8, identities.root(false), BROWSER, "203.0.113.99");
    Caller partner =
        new Caller(
            "role_session",
            "arn:aws:iam::" + PARTNER_ACCOUNT + ":role/Integrator",
            9,
            partners.role("/", "Integrator", Session.named("nightly-sync")),
            JAVA,
            "192.0.2.144");
    Caller early =
        new Caller(
            "iam_user",
            "",
            0,
            identities.keyUser("/", "legacy-line"),
            "aws-sdk-go/1.4.22",
            "198.51.100.12");
    List<Caller> all =
        List.of(
            engineer,
            lead,
            new Caller(
                "iam_user",
                "",
                5,
                identities.consoleUser("/", "anna.keller"),
                "signin.amazonaws.com",
                "203.0.113.21"),
            line,
            gateway,
            function,
            new Caller(
                "role_session",
                arn + "/eks/line-vision",
                10,
                identities.role(
                    "/eks/",
                    "line-vision",
                    Session.named("line-vision-7d9f8b")
                        .withWebProvider(
                            "arn:aws:iam::"
                                + account
                                + ":oidc-provider/oidc.eks.eu-central-1.amazonaws.com/id/"
                                + random.id(32))),
                "aws-sdk-go-v2/1.30.3 os/linux lang/go#1.22.5 md/GOOS#linux md/GOARCH#arm64",
                "2001:db8:1234:1a00::53"),
            new Caller(
                "role_session",
                arn + "/DeployVision",
                8,
                identities.role(
                    "/",
                    "DeployVision",
                    Session.named("AWSCloudFormation")
                        .withFields(",\"invokedBy\":\"cloudformation.amazonaws.com\"")),
                "cloudformation.amazonaws.com",
                "cloudformation.amazonaws.com"),
            partner,
            new Caller(
                "role_session",
                arn + "/OldInspector",
                5,
                identities.earlyRole("OldInspector", "i-0f00ba4"),
                OLD_CLI,
                "198.51.100.31"),
            new Caller(
                "federated_user",
                "",
                8,
                identities.federated("lab-bench-3", "broker"),
                CLI,
                "203.0.113.44"),
            new Caller(
                "saml_user",
                "",
                8,
                identities.saml("jo.meyer@example.com"),
                BROWSER,
                "203.0.113.45"),
            new Caller(
                "web_identity_user",
                "",
                8,
                identities.web("accounts.google.com"),
                "aws-sdk-js/2.1692.0 callback",
                "203.0.113.46"),
            new Caller(
                "identity_center_user",
                "",
                11,
                identities.identityCenter(),
                BROWSER,
                "203.0.113.47"),
            scheduler,
            new Caller(
                "aws_account",
                "",
                8,
                identities.otherAccount(PARTNER_ACCOUNT),
                JAVA,
                "192.0.2.145"),
            new Caller("unknown", "", 8, identities.directory("k.nowak"), BROWSER, "203.0.113.48"),
            new Caller("unknown", "", 8, identities.unknown(), BROWSER, "203.0.113.49"),
            new Caller("aws_service", "", 5, identities.typeless(), "AWS Internal", "AWS Internal"),
            new Caller("unknown", "", 5, "", "[Boto3/1.26.0 Python/3.9]", "203.0.113.50"),
            new Caller("root", "", 8, identities.root(true), BROWSER, "203.0.113.20"),
            early);
    return new Callers(
        all, engineer, lead, gateway, function, line, scheduler, root, partner, early);
  }

  private static Caller engineer(Identities identities, SeededRandom random, String arn) {
    String role = "AWSReservedSSO_VisionEngineer_" + random.hex(16);
    String path = "/aws-reserved/sso.amazonaws.com/eu-central-1/";
    String identity =
        identities.role(
            path,
            role,
            Session.named("maria.lopez@example.com").withFields(identities.onBehalfOf()));
    return new Caller("role_session", arn + path + role, 11, identity, BROWSER, "203.0.113.10");
  }

  private static Caller shiftLead(Identities identities, String arn) {
    Session session = Session.named("tom.weber").withSourceIdentity("tom.weber@example.com");
    String identity = identities.role("/teams/vision/", "ShiftLead", session);
    return new Caller(
        "role_session", arn + "/teams/vision/ShiftLead", 9, identity, CLI, "203.0.113.11");
  }

  private static Caller gateway(Identities identities, SeededRandom random, String arn) {
    String identity =
        identities.role("/", "EdgeGateway", Session.named("i-0" + random.hex(16)).onInstance());
    return new Caller("role_session", arn + "/EdgeGateway", 10, identity, JAVA, "10.20.4.17")
        .throughEndpoint("vpce-0" + random.hex(16));
  }

  private static Caller function(Identities identities, String account, String arn) {
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
    Session session = Session.named("inspect-part").withFields("," + scope.substring(1));
    String identity = identities.role("/service-role/", "InspectPart", session);
    return new Caller(
        "role_session", arn + "/service-role/InspectPart", 11, identity, LAMBDA, "3.120.14.9");
  }
}
