package io.lookouttrail.integrity.chain;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.lookouttrail.archive.KeyLayout;
import io.lookouttrail.integrity.digest.AwsCliFiles.ListedKey;
import io.lookouttrail.integrity.digest.PublicKeys;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.Signature;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/** Builder of a digest chain, hour by hour, signed as CloudTrail signs. */
public final class TestDigestChain {
  public static final KeyPair KEY = key();
  public static final KeyPair OTHER_KEY = key();
  public static final String BUCKET = "trail-bucket";
  static final String ACCOUNT = "111122223333";
  static final String REGION = "us-east-1";

  private final KeyLayout layout;
  private final String account;
  private final String region;
  private final String trail;
  private String bucket = BUCKET;
  private String homeRegion = REGION;
  private boolean backfill;
  private UnaryOperator<String> rewriting = UnaryOperator.identity();
  private Instant now;
  private Duration length = Duration.ofHours(1);
  private KeyPair signer = KEY;
  private String fingerprint = fingerprint(KEY);
  private Made last;
  private final List<Made> made = new ArrayList<>();

  /** A log file: its key, and its content before compression. */
  public record Log(String key, String content) {}

  /** A digest of the chain. */
  public record Made(
      String bucket, String key, String json, String signature, Instant end, List<Log> logs) {}

  TestDigestChain(KeyLayout layout, String account, String region, String trail, Instant start) {
    this.layout = layout;
    this.account = account;
    this.region = region;
    this.trail = trail;
    this.now = start;
  }

  /** A chain of account 111122223333 in us-east-1. */
  public static TestDigestChain from(String start) {
    return of("management-events", start);
  }

  /** A chain of four digests from the midnight of 2025-09-03. */
  static TestDigestChain fourHours() {
    return from("2025-09-03T00:00:00Z").hours(4);
  }

  /** A chain of another trail of that account and Region. */
  public static TestDigestChain of(String trail, String start) {
    return new TestDigestChain(
        KeyLayout.atTopOfBucket(), ACCOUNT, REGION, trail, Instant.parse(start));
  }

  /** A chain whose keys have another layout. */
  public static TestDigestChain of(KeyLayout layout, String start) {
    return new TestDigestChain(layout, ACCOUNT, REGION, "management-events", Instant.parse(start));
  }

  static TestDigestChain inRegion(String region, String start) {
    return new TestDigestChain(
        KeyLayout.atTopOfBucket(), ACCOUNT, region, "management-events", Instant.parse(start));
  }

  static TestDigestChain ofOrganization(String organization, String account, String start) {
    KeyLayout layout = new KeyLayout("", Optional.of(organization));
    return new TestDigestChain(layout, account, "eu-west-1", "org_trail", Instant.parse(start));
  }

  public TestDigestChain backfilled() {
    backfill = true;
    return this;
  }

  /** Rewrites the content of the next digests before it is hashed and signed. */
  TestDigestChain rewriting(UnaryOperator<String> change) {
    rewriting = change;
    return this;
  }

  /** A trail that was created in another Region. */
  TestDigestChain createdIn(String other) {
    homeRegion = other;
    return this;
  }

  /** Delivers the next digests and their logs to another bucket. */
  public TestDigestChain inBucket(String name) {
    bucket = name;
    return this;
  }

  TestDigestChain ofLength(Duration each) {
    length = each;
    return this;
  }

  /** Signs the next digests with another key and names that key. */
  public TestDigestChain rotatedTo(KeyPair key) {
    fingerprint = fingerprint(key);
    return forgedWith(key);
  }

  /** Signs the next digests with another key than the one that they name. */
  public TestDigestChain forgedWith(KeyPair key) {
    signer = key;
    return this;
  }

  /** A chain whose first digest references a digest of another chain. */
  public static TestDigestChain after(Made digest) {
    TestDigestChain chain = from(digest.end().toString());
    chain.last = digest;
    return chain;
  }

  /** Adds digests with one log file each. */
  public TestDigestChain hours(int count) {
    for (int i = 0; i < count; i++) {
      Instant delivered = now.plus(length.dividedBy(2));
      String key = layout.logKey(account, region, delivered, "log" + made.size());
      hour(new Log(key, "{\"Records\":[\"" + key + "\"]}"));
    }
    return this;
  }

  /** Adds a digest that lists these logs. */
  public TestDigestChain hour(Log... logs) {
    Instant start = now;
    now = now.plus(length);
    String key = layout.digestKey(account, region, trail, homeRegion, now, backfill);
    String json = rewriting.apply(json(start, key, Arrays.asList(logs)));
    String text =
        now
            + "\n"
            + bucket
            + "/"
            + key
            + "\n"
            + sha256(json)
            + "\n"
            + (last == null ? "null" : last.signature());
    last = new Made(bucket, key, json, sign(text, signer), now, List.of(logs));
    made.add(last);
    return this;
  }

  /** Turns validation off for some time; the next digest starts a new chain. */
  public TestDigestChain off(Duration time) {
    now = now.plus(time);
    last = null;
    return this;
  }

  /** Leaves out some time; the chain continues. */
  TestDigestChain skip(Duration time) {
    now = now.plus(time);
    return this;
  }

  /** Oldest first. */
  public List<Made> made() {
    return List.copyOf(made);
  }

  public Made made(int i) {
    return made.get(i);
  }

  public Made newest() {
    return last;
  }

  private String json(Instant start, String key, List<Log> logs) {
    String previous =
        last == null
            ? "\"previousDigestS3Bucket\":null,\"previousDigestS3Object\":null,"
                + "\"previousDigestHashValue\":null,\"previousDigestHashAlgorithm\":null,"
                + "\"previousDigestSignature\":null,"
            : "\"previousDigestS3Bucket\":\"%s\",\"previousDigestS3Object\":\"%s\","
                    .formatted(last.bucket(), last.key())
                + "\"previousDigestHashValue\":\"%s\",".formatted(sha256(last.json()))
                + "\"previousDigestHashAlgorithm\":\"SHA-256\","
                + "\"previousDigestSignature\":\"%s\",".formatted(last.signature());
    String files =
        logs.stream()
            .map(
                log ->
                    ("{\"s3Bucket\":\"%s\",\"s3Object\":\"%s\",\"hashValue\":\"%s\","
                            + "\"hashAlgorithm\":\"SHA-256\"}")
                        .formatted(bucket, log.key(), sha256(log.content())))
            .collect(Collectors.joining(",", "\"logFiles\":[", "]"));
    // CloudTrail escapes slashes.
    return ("{\"awsAccountId\":\"%s\",\"digestStartTime\":\"%s\",\"digestEndTime\":\"%s\","
                .formatted(account, start, now)
            + "\"digestS3Bucket\":\"%s\",\"digestS3Object\":\"%s\",".formatted(bucket, key)
            + "\"digestPublicKeyFingerprint\":\"%s\",".formatted(fingerprint)
            + "\"digestSignatureAlgorithm\":\"SHA256withRSA\","
            + previous
            + files
            + "}")
        .replace("/", "\\/");
  }

  public static PublicKeys keys(KeyPair... pairs) {
    return PublicKeys.none().with(Arrays.stream(pairs).map(TestDigestChain::listed).toList());
  }

  /** A key as ListPublicKeys returns it: PKCS#1. */
  public static ListedKey listed(KeyPair pair) {
    return new ListedKey(fingerprint(pair), Base64.getEncoder().encodeToString(pkcs1(pair)));
  }

  /** What {@code aws cloudtrail list-public-keys} prints. */
  public static String keysFile(KeyPair... pairs) {
    return Arrays.stream(pairs)
        .map(TestDigestChain::listed)
        .map(
            key ->
                "{\"Fingerprint\":\"%s\",\"ValidityStartTime\":1.7e9,\"Value\":\"%s\"}"
                    .formatted(key.fingerprint(), key.value()))
        .collect(Collectors.joining(",", "{\"PublicKeyList\":[", "]}"));
  }

  /** What {@code aws s3api head-object} prints for a digest. */
  public static String headFile(Made digest) {
    return ("{\"ContentLength\":1,\"Metadata\":{\"signature-algorithm\":\"SHA256withRSA\","
            + "\"signature\":\"%s\"}}")
        .formatted(digest.signature());
  }

  public static String fingerprint(KeyPair pair) {
    return hex("MD5", pkcs1(pair));
  }

  /** RSAPublicKey is what SubjectPublicKeyInfo wraps, 24 bytes deep for a key of 2048 bits. */
  private static byte[] pkcs1(KeyPair pair) {
    byte[] info = pair.getPublic().getEncoded();
    return Arrays.copyOfRange(info, 24, info.length);
  }

  static String sha256(String text) {
    return hex("SHA-256", text.getBytes(UTF_8));
  }

  private static String hex(String algorithm, byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance(algorithm).digest(bytes));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String sign(String text, KeyPair pair) {
    try {
      Signature signature = Signature.getInstance("SHA256withRSA");
      signature.initSign(pair.getPrivate());
      signature.update(text.getBytes(UTF_8));
      return HexFormat.of().formatHex(signature.sign());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static KeyPair key() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
      generator.initialize(2048);
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
