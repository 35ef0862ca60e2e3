package io.lookouttrail.sample.calls;

import io.lookouttrail.sample.output.JsonBuffer;
import io.lookouttrail.sample.output.RecordTemplate;
import io.lookouttrail.sample.output.SeededRandom;
import io.lookouttrail.sample.plan.AccountRegion;
import io.lookouttrail.sample.plan.Identities;
import io.lookouttrail.sample.plan.Identities.Session;
import java.util.ArrayList;
import java.util.List;

/**
 * Other services' records in one account's Region. Those of IAM, a global service, say us-east-1 in
 * whatever Region's file they lie.
 */
public final class OtherServiceRecords {
  private final RecordTemplate[] wheel;
  private final int averageBytes;

  public OtherServiceRecords(long seed, AccountRegion chain) {
    List<Maker> makers = makers(seed, chain.account());
    List<RecordTemplate> turns = new ArrayList<>();
    for (OtherServiceEvent shape : OtherServiceEvent.ALL) {
      RecordTemplate template = new RecordTemplate(text(chain, shape, makers.get(shape.by())));
      for (int i = 0; i < shape.weight(); i++) {
        turns.add(template);
      }
    }
    wheel = turns.toArray(RecordTemplate[]::new);
    averageBytes = (int) turns.stream().mapToInt(RecordTemplate::bytes).average().orElseThrow();
  }

  public int averageBytes() {
    return averageBytes;
  }

  public void write(JsonBuffer json, long second, SeededRandom dice) {
    wheel[dice.below(wheel.length)].write(json, second, dice);
  }

  private record Maker(String version, String identity, String userAgent, String ip) {}

  private static List<Maker> makers(long seed, String account) {
    SeededRandom dice = SeededRandom.of(seed, "noise", account);
    Identities is = new Identities(account, dice);
    return List.of(
        new Maker(
            "1.11",
            is.role("/service-role/", "InspectPart", Session.named("inspect-part")),
            "Boto3/1.34.145 md/Botocore#1.34.145 ua/2.0 os/linux#5.10 md/arch#x86_64 lang/python#3.12.4 exec-env/AWS_Lambda_python3.12",
            "3.120.14.~P"),
        new Maker(
            "1.08", is.service("ec2.amazonaws.com"), "ec2.amazonaws.com", "ec2.amazonaws.com"),
        new Maker(
            "1.10",
            is.keyUser("/", "monitoring"),
            "aws-cli/2.15.0 Python/3.11.6 Linux/5.15 exe/x86_64.ubuntu.22 prompt/off command/describe",
            "198.51.100.~P"),
        new Maker(
            "1.09",
            is.role(
                "/aws-reserved/sso.amazonaws.com/eu-central-1/",
                "AWSReservedSSO_Admin_" + dice.hex(16),
                Session.named("sam.ito@example.com")),
            "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.5 Safari/605.1.15",
            "203.0.113.~P"),
        new Maker(
            "1.08",
            is.service("cloudtrail.amazonaws.com"),
            "cloudtrail.amazonaws.com",
            "cloudtrail.amazonaws.com"),
        new Maker(
            "1.05",
            "{\"accountId\":\"" + account + "\",\"invokedBy\":\"AWS Internal\"}",
            "AWS Internal",
            "AWS Internal"),
        new Maker(
            "1.08",
            is.keyUser("/", "anna.keller"),
            "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:128.0) Gecko/20100101 Firefox/128.0",
            "203.0.113.~P"),
        new Maker(
            "1.05",
            is.root(false),
            "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/128.0.0.0 Safari/537.36",
            "2001:db8::~P"));
  }

  private static String text(AccountRegion chain, OtherServiceEvent shape, Maker maker) {
    boolean global = shape.source().startsWith("iam.");
    String region = global ? "us-east-1" : chain.region();
    JsonBuffer json = new JsonBuffer(4096).open().field("eventVersion", maker.version());
    json.json("userIdentity", maker.identity()).field("eventTime", "~T");
    json.field("eventSource", shape.source()).field("eventName", shape.event());
    json.field("awsRegion", region).field("sourceIPAddress", maker.ip());
    json.field("userAgent", maker.userAgent());
    json.json("requestParameters", shape.request()).json("responseElements", shape.response());
    json.field("requestID", "~R").field("eventID", "~I").field("readOnly", shape.readOnly());
    json.text(shape.extra()).field("recipientAccountId", chain.account());
    if (!maker.ip().endsWith(".com") && maker.version().compareTo("1.08") >= 0) {
      json.object("tlsDetails").field("tlsVersion", "TLSv1.3");
      json.field("cipherSuite", "TLS_AES_128_GCM_SHA256");
      json.field(
          "clientProvidedHostHeader", shape.source().replaceFirst("\\.", "." + region + "."));
      json.end();
    }
    return json.end().toString().replace("$A", chain.account()).replace("$R", region);
  }
}
