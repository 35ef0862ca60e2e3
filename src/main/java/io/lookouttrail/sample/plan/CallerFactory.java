package io.lookouttrail.sample.plan;

import io.lookouttrail.sample.output.JsonBuffer;
import io.lookouttrail.sample.output.SeededRandom;
import io.lookouttrail.sample.plan.Identities.Session;
import java.util.ArrayList;
import java.util.List;

/**
 * Creates the callers of one account. The order in which it creates them determines the random
 * values in their identities.
 */
final class CallerFactory {
  private static final String PARTNER_ACCOUNT = "999988887777";

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

  private final String account;
  private final SeededRandom random;
  private final Identities identities;
  private final String arn;

  CallerFactory(long seed, String account) {
    this.account = account;
    this.random = SeededRandom.of(seed, "people", account);
    this.identities = new Identities(account, random);
    this.arn = "arn:aws:iam::" + account + ":role";
  }

  Callers callers() {
    Caller engineer = engineer();
    Caller lead = shiftLead();
    Caller gateway = gateway();
    Caller function = function();
    Caller line = keyUser(8, "/line/", "camera-07", OLD_CLI, "198.51.100.7");
    String states = "states.amazonaws.com";
    Caller scheduler = new Caller("aws_service", "", 8, identities.service(states), states, states);
    Caller root = new Caller("root", "", 8, identities.root(false), BROWSER, "203.0.113.99");
    Caller partner = partner();
    Caller early = keyUser(0, "/", "legacy-line", "aws-sdk-go/1.4.22", "198.51.100.12");
    List<Caller> all = new ArrayList<>(List.of(engineer, lead, consoleUser(), line));
    all.addAll(List.of(gateway, function, eksWorkload(), cloudFormation(), partner));
    all.add(earlyRole());
    all.addAll(federatedUsers());
    all.add(scheduler);
    all.addAll(otherTypes());
    all.add(new Caller("root", "", 8, identities.root(true), BROWSER, "203.0.113.20"));
    all.add(early);
    // Last, so that the others keep their random values.
    Caller auditor = auditor();
    return new Callers(
        all, engineer, lead, gateway, function, line, scheduler, root, partner, early, auditor);
  }

  private Caller keyUser(int version, String path, String name, String userAgent, String ip) {
    return new Caller("iam_user", "", version, identities.keyUser(path, name), userAgent, ip);
  }

  private Caller partner() {
    Identities partners = new Identities(PARTNER_ACCOUNT, random);
    String identity = partners.role("/", "Integrator", Session.named("nightly-sync"));
    String role = "arn:aws:iam::" + PARTNER_ACCOUNT + ":role/Integrator";
    return new Caller("role_session", role, 9, identity, JAVA, "192.0.2.144");
  }

  private Caller consoleUser() {
    String identity = identities.consoleUser("/", "anna.keller");
    return new Caller("iam_user", "", 5, identity, "signin.amazonaws.com", "203.0.113.21");
  }

  private Caller eksWorkload() {
    return new Caller(
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
        "2001:db8:1234:1a00::53");
  }

  private Caller cloudFormation() {
    return new Caller(
        "role_session",
        arn + "/DeployVision",
        8,
        identities.role(
            "/",
            "DeployVision",
            Session.named("AWSCloudFormation")
                .withFields(",\"invokedBy\":\"cloudformation.amazonaws.com\"")),
        "cloudformation.amazonaws.com",
        "cloudformation.amazonaws.com");
  }

  private Caller earlyRole() {
    String identity = identities.earlyRole("OldInspector", "i-0f00ba4");
    return new Caller("role_session", arn + "/OldInspector", 5, identity, OLD_CLI, "198.51.100.31");
  }

  private List<Caller> federatedUsers() {
    String federated = identities.federated("lab-bench-3", "broker");
    String saml = identities.saml("jo.meyer@example.com");
    String web = identities.web("accounts.google.com");
    String javaScript = "aws-sdk-js/2.1692.0 callback";
    String center = identities.identityCenter();
    return List.of(
        new Caller("federated_user", "", 8, federated, CLI, "203.0.113.44"),
        new Caller("saml_user", "", 8, saml, BROWSER, "203.0.113.45"),
        new Caller("web_identity_user", "", 8, web, javaScript, "203.0.113.46"),
        new Caller("identity_center_user", "", 11, center, BROWSER, "203.0.113.47"));
  }

  /** Callers with identities that have no name or an unusual type. */
  private List<Caller> otherTypes() {
    String otherAccount = identities.otherAccount(PARTNER_ACCOUNT);
    return List.of(
        new Caller("aws_account", "", 8, otherAccount, JAVA, "192.0.2.145"),
        new Caller("unknown", "", 8, identities.directory("k.nowak"), BROWSER, "203.0.113.48"),
        new Caller("unknown", "", 8, identities.unknown(), BROWSER, "203.0.113.49"),
        new Caller("aws_service", "", 5, identities.typeless(), "AWS Internal", "AWS Internal"),
        new Caller("unknown", "", 5, "", "[Boto3/1.26.0 Python/3.9]", "203.0.113.50"));
  }

  private Caller engineer() {
    String role = "AWSReservedSSO_VisionEngineer_" + random.hex(16);
    String path = "/aws-reserved/sso.amazonaws.com/eu-central-1/";
    String identity =
        identities.role(
            path,
            role,
            Session.named("maria.lopez@example.com").withFields(identities.onBehalfOf()));
    return new Caller("role_session", arn + path + role, 11, identity, BROWSER, "203.0.113.10");
  }

  private Caller shiftLead() {
    Session session = Session.named("tom.weber").withSourceIdentity("tom.weber@example.com");
    String identity = identities.role("/teams/vision/", "ShiftLead", session);
    return new Caller(
        "role_session", arn + "/teams/vision/ShiftLead", 9, identity, CLI, "203.0.113.11");
  }

  private Caller auditor() {
    String identity = identities.role("/audit/", "VisionAuditor", Session.named("nina.olsen"));
    return new Caller(
        "role_session", arn + "/audit/VisionAuditor", 10, identity, CLI, "203.0.113.12");
  }

  private Caller gateway() {
    String identity =
        identities.role("/", "EdgeGateway", Session.named("i-0" + random.hex(16)).onInstance());
    return new Caller("role_session", arn + "/EdgeGateway", 10, identity, JAVA, "10.20.4.17")
        .throughEndpoint("vpce-0" + random.hex(16));
  }

  private Caller function() {
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
