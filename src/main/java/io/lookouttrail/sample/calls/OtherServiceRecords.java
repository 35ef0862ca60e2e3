package io.lookouttrail.sample.calls;

import io.lookouttrail.sample.output.JsonBuffer;
import io.lookouttrail.sample.output.RecordTemplate;
import io.lookouttrail.sample.output.SeededRandom;
import io.lookouttrail.sample.plan.AccountRegion;
import io.lookouttrail.sample.plan.Identities;
import io.lookouttrail.sample.plan.Identities.Session;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Writes random records of other services in one account's Region. Records of IAM, a global
 * service, name us-east-1 in the files of all Regions.
 */
public final class OtherServiceRecords {
  private static final String LAMBDA_AGENT =
      "Boto3/1.34.145 md/Botocore#1.34.145 ua/2.0 os/linux#5.10 md/arch#x86_64"
          + " lang/python#3.12.4 exec-env/AWS_Lambda_python3.12";
  private static final String CLI_AGENT =
      "aws-cli/2.15.0 Python/3.11.6 Linux/5.15 exe/x86_64.ubuntu.22 prompt/off"
          + " command/describe";
  private static final String SAFARI_AGENT =
      "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like"
          + " Gecko) Version/17.5 Safari/605.1.15";
  private static final String FIREFOX_AGENT =
      "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:128.0) Gecko/20100101 Firefox/128.0";
  private static final String CHROME_AGENT =
      "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko)"
          + " Chrome/128.0.0.0 Safari/537.36";

  private final RecordTemplate[] templates;
  private final int averageBytes;

  public OtherServiceRecords(long seed, AccountRegion accountRegion) {
    Map<OtherServiceCaller, Origin> origins = origins(seed, accountRegion.account());
    List<RecordTemplate> weighted = new ArrayList<>();
    for (OtherServiceEvent event : OtherServiceEvents.ALL) {
      RecordTemplate template =
          new RecordTemplate(
              text(accountRegion, event, Objects.requireNonNull(origins.get(event.caller()))));
      for (int i = 0; i < event.weight(); i++) {
        weighted.add(template);
      }
    }
    templates = weighted.toArray(RecordTemplate[]::new);
    averageBytes = (int) weighted.stream().mapToInt(RecordTemplate::bytes).average().orElseThrow();
  }

  /** Average length of a record, in bytes. */
  public int averageBytes() {
    return averageBytes;
  }

  /** Appends a record of a random event. */
  public void write(JsonBuffer json, long second, SeededRandom random) {
    templates[random.nextInt(templates.length)].write(json, second, random);
  }

  /** What the records of a caller have in common. */
  private record Origin(String version, String identity, String userAgent, String ip) {}

  private static Map<OtherServiceCaller, Origin> origins(long seed, String account) {
    SeededRandom random = SeededRandom.of(seed, "noise", account);
    Identities identities = new Identities(account, random);
    return Map.of(
        OtherServiceCaller.INSPECTION_FUNCTION,
        new Origin(
            "1.11",
            identities.role("/service-role/", "InspectPart", Session.named("inspect-part")),
            LAMBDA_AGENT,
            "3.120.14.~P"),
        OtherServiceCaller.EC2_SERVICE,
        service(identities, "ec2.amazonaws.com"),
        OtherServiceCaller.MONITORING_USER,
        new Origin("1.10", identities.keyUser("/", "monitoring"), CLI_AGENT, "198.51.100.~P"),
        OtherServiceCaller.ADMINISTRATOR,
        administrator(identities, random),
        OtherServiceCaller.CLOUDTRAIL_SERVICE,
        service(identities, "cloudtrail.amazonaws.com"),
        OtherServiceCaller.AWS_INTERNAL,
        new Origin(
            "1.05",
            "{\"accountId\":\"" + account + "\",\"invokedBy\":\"AWS Internal\"}",
            "AWS Internal",
            "AWS Internal"),
        OtherServiceCaller.CONSOLE_USER,
        new Origin("1.08", identities.keyUser("/", "anna.keller"), FIREFOX_AGENT, "203.0.113.~P"),
        OtherServiceCaller.ROOT_USER,
        new Origin("1.05", identities.root(false), CHROME_AGENT, "2001:db8::~P"));
  }

  private static Origin service(Identities identities, String name) {
    return new Origin("1.08", identities.service(name), name, name);
  }

  private static Origin administrator(Identities identities, SeededRandom random) {
    return new Origin(
        "1.09",
        identities.role(
            "/aws-reserved/sso.amazonaws.com/eu-central-1/",
            "AWSReservedSSO_Admin_" + random.hex(16),
            Session.named("sam.ito@example.com")),
        SAFARI_AGENT,
        "203.0.113.~P");
  }

  private static String text(AccountRegion accountRegion, OtherServiceEvent event, Origin origin) {
    boolean global = event.source().startsWith("iam.");
    String region = global ? "us-east-1" : accountRegion.region();
    JsonBuffer json = new JsonBuffer(4096).open().field("eventVersion", origin.version());
    json.json("userIdentity", origin.identity()).field("eventTime", "~T");
    json.field("eventSource", event.source()).field("eventName", event.event());
    json.field("awsRegion", region).field("sourceIPAddress", origin.ip());
    json.field("userAgent", origin.userAgent());
    json.json("requestParameters", event.request()).json("responseElements", event.response());
    json.field("requestID", "~R").field("eventID", "~I").field("readOnly", event.readOnly());
    json.text(event.extraFields()).field("recipientAccountId", accountRegion.account());
    if (!origin.ip().endsWith(".com") && origin.version().compareTo("1.08") >= 0) {
      json.object("tlsDetails").field("tlsVersion", "TLSv1.3");
      json.field("cipherSuite", "TLS_AES_128_GCM_SHA256");
      json.field(
          "clientProvidedHostHeader", event.source().replaceFirst("\\.", "." + region + "."));
      json.end();
    }
    return json.end().toString().replace("$A", accountRegion.account()).replace("$R", region);
  }
}
