package io.lookouttrail.sample;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import java.util.zip.DataFormatException;
import java.util.zip.GZIPInputStream;
import java.util.zip.Inflater;

/** Digest validator that uses only the JDK and the rules of CloudTrail's user guide. */
final class JdkDigestValidator {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final HexFormat HEX = HexFormat.of();

  /** Bytes before the PKCS#1 form of a 2048-bit key in its SubjectPublicKeyInfo. */
  private static final byte[] RSA_HEADER =
      HEX.parseHex("30820122300d06092a864886f70d01010105000382010f00");

  private final Path archive;
  private final Map<String, PublicKey> keys = new HashMap<>();

  /** Digests by chain (folder of the account's Region, trail, backfill or not), newest first. */
  final Map<String, List<Digest>> chains = new TreeMap<>();

  /** {@code kind key state proof} of each object that is not valid and signed. */
  final Set<String> findings = new TreeSet<>();

  final Map<String, Set<String>> fingerprintsByRegion = new TreeMap<>();
  final Set<String> namedLogs = new TreeSet<>();
  long headFiles;

  record Digest(String key, String sha256, JsonNode json) {
    String text(String field) {
      return json.get(field).asText();
    }
  }

  private JdkDigestValidator(Path archive) {
    this.archive = archive;
  }

  static JdkDigestValidator of(Path out, List<Path> publicKeys)
      throws IOException, GeneralSecurityException {
    JdkDigestValidator validator = new JdkDigestValidator(out.resolve("archive"));
    for (Path file : publicKeys) {
      for (JsonNode key : JSON.readTree(file.toFile()).get("PublicKeyList")) {
        validator.addKey(key);
      }
    }
    List<String> objects;
    try (Stream<Path> all = Files.walk(validator.archive)) {
      objects =
          all.filter(Files::isRegularFile)
              .map(path -> validator.archive.relativize(path).toString())
              .sorted(Comparator.reverseOrder())
              .toList();
    }
    for (String object : objects) {
      validator.addDigest(object);
    }
    for (List<Digest> chain : validator.chains.values()) {
      validator.validateChain(chain);
    }
    validator.findUndigested(objects);
    return validator;
  }

  private void addKey(JsonNode key) throws GeneralSecurityException {
    byte[] der = Base64.getDecoder().decode(key.get("Value").asText());
    String fingerprint = key.get("Fingerprint").asText();
    if (!HEX.formatHex(MessageDigest.getInstance("MD5").digest(der)).equals(fingerprint)) {
      throw new IllegalArgumentException("not the key's fingerprint: " + fingerprint);
    }
    byte[] info = der;
    if (der.length == 270) {
      info = new byte[294];
      System.arraycopy(RSA_HEADER, 0, info, 0, 24);
      System.arraycopy(der, 0, info, 24, 270);
    }
    keys.put(
        fingerprint, KeyFactory.getInstance("RSA").generatePublic(new X509EncodedKeySpec(info)));
  }

  private void addDigest(String key) throws IOException, GeneralSecurityException {
    if (!key.contains("_CloudTrail-Digest_")) {
      return;
    }
    if (key.endsWith(".head.json")) {
      headFiles++;
      return;
    }
    String chain =
        key.replaceFirst("/\\d{4}/\\d\\d/\\d\\d/", "/").replaceFirst("_\\d{8}T\\d{6}Z", "");
    byte[] bytes = inflate(archive.resolve(key));
    chains
        .computeIfAbsent(chain, missing -> new ArrayList<>())
        .add(new Digest(key, sha256(bytes), JSON.readTree(bytes)));
  }

  private void validateChain(List<Digest> chain) throws IOException, GeneralSecurityException {
    for (int i = 0; i < chain.size(); i++) {
      Digest newer = i == 0 ? null : chain.get(i - 1);
      Digest digest = chain.get(i);
      if (newer != null) {
        addUncoveredHours(newer, digest);
      }
      boolean isNamedByNewer =
          newer != null
              && newer.text("previousDigestS3Object").equals(digest.text("digestS3Object"));
      String proof = validate(digest, isNamedByNewer ? newer : null);
      for (JsonNode log : digest.json().get("logFiles")) {
        validateLog(log, proof);
      }
    }
  }

  /** Adds hours between two digests that no digest covers. */
  private void addUncoveredHours(Digest newer, Digest older) {
    Instant from = Instant.parse(older.text("digestEndTime"));
    Instant to = Instant.parse(newer.text("digestStartTime"));
    if (!from.isBefore(to)) {
      return;
    }
    if (newer.json().get("previousDigestS3Object").isNull()) {
      findings.add("digest " + newer.key() + " not_validated none");
    } else if (newer.text("previousDigestS3Object").equals(older.text("digestS3Object"))) {
      findings.add("digest " + newer.key() + " gap none");
    } else {
      for (Instant end = to; end.isAfter(from); end = end.minusSeconds(3_600)) {
        String time = end.toString().replaceAll("[-:]", "");
        String day = end.toString().substring(0, 10).replace('-', '/');
        findings.add(
            "digest "
                + newer
                    .key()
                    .replaceFirst("/\\d{4}/\\d\\d/\\d\\d/", "/" + day + "/")
                    .replaceFirst("_\\d{8}T\\d{6}Z", "_" + time)
                + " missing none");
      }
    }
  }

  /** Validates a digest and returns its proof. */
  private String validate(Digest digest, Digest newer)
      throws IOException, GeneralSecurityException {
    String hash = digest.sha256();
    String fingerprint = digest.text("digestPublicKeyFingerprint");
    fingerprintsByRegion
        .computeIfAbsent(
            digest.key().replaceFirst(".*/CloudTrail-Digest/([^/]+)/.*", "$1"),
            missing -> new TreeSet<>())
        .add(fingerprint);
    boolean isChained = newer != null && newer.text("previousDigestHashValue").equals(hash);
    String signature = signature(digest, newer);
    String state = "valid";
    String proof = isChained ? "chained" : "none";
    if (!keys.containsKey(fingerprint)) {
      state = "unknown_key";
    } else if (!signature.isEmpty()) {
      boolean verifies = verifies(digest, hash, signature, keys.get(fingerprint));
      state = verifies ? "valid" : "bad_signature";
      proof = verifies ? "signed" : proof;
    }
    boolean isMoved = !digest.text("digestS3Object").equals(digest.key());
    state = isMoved && state.equals("valid") ? "moved" : state;
    // Keys were given: only a signature, or the hash in a signed digest, proves a digest.
    state = state.equals("valid") && proof.equals("none") ? "not_validated" : state;
    proof = state.equals("bad_signature") ? "none" : proof;
    if (!state.equals("valid") || !proof.equals("signed")) {
      findings.add("digest " + digest.key() + " " + state + " " + proof);
    }
    return state.equals("valid") ? proof : "none";
  }

  private String signature(Digest digest, Digest newer) throws IOException {
    if (newer != null) {
      return newer.text("previousDigestSignature");
    }
    Path head = archive.resolve(digest.key() + ".head.json");
    if (!Files.exists(head)) {
      return "";
    }
    JsonNode metadata = JSON.readTree(head.toFile()).get("Metadata");
    boolean isBackfill = digest.key().endsWith("_backfill.json.gz");
    if (metadata.has("backfill-generation-timestamp") != isBackfill
        || !metadata.get("signature-algorithm").asText().equals("SHA256withRSA")) {
      throw new IllegalArgumentException("unexpected metadata: " + metadata);
    }
    return metadata.get("signature").asText();
  }

  private static boolean verifies(Digest digest, String hash, String signature, PublicKey key)
      throws GeneralSecurityException {
    String text =
        digest.text("digestEndTime")
            + "\n"
            + digest.text("digestS3Bucket")
            + "/"
            + digest.text("digestS3Object")
            + "\n"
            + hash
            + "\n"
            + digest.json().get("previousDigestSignature").asText("null");
    Signature rsa = Signature.getInstance("SHA256withRSA");
    rsa.initVerify(key);
    rsa.update(text.getBytes(StandardCharsets.UTF_8));
    return rsa.verify(HEX.parseHex(signature));
  }

  private void validateLog(JsonNode log, String proof) throws GeneralSecurityException {
    String key = log.get("s3Object").asText();
    if (!namedLogs.add(key)) {
      throw new IllegalArgumentException("listed twice: " + key);
    }
    String state;
    if (!Files.exists(archive.resolve(key))) {
      state = "missing";
    } else {
      try {
        String hash = sha256(inflate(archive.resolve(key)));
        String same = proof.equals("none") ? "not_validated" : "valid";
        boolean isSame = hash.equals(log.get("hashValue").asText());
        state = isSame && isOneMember(archive.resolve(key)) ? same : "changed";
      } catch (IOException e) {
        state = "unreadable";
      }
    }
    if (!state.equals("valid") || !proof.equals("signed")) {
      findings.add("log " + key + " " + state + " " + proof);
    }
  }

  private void findUndigested(List<String> objects) {
    for (String object : objects) {
      if (object.matches(".*/CloudTrail/.*_CloudTrail_.*\\.json(\\.gz)?")
          && !namedLogs.contains(object)) {
        findings.add("log " + object + " undigested none");
      }
    }
  }

  /** Whether nothing follows the first gzip member, whose header has no optional fields. */
  private static boolean isOneMember(Path file) throws IOException {
    byte[] stored = Files.readAllBytes(file);
    Inflater inflater = new Inflater(true);
    try {
      inflater.setInput(stored, 10, stored.length - 10);
      byte[] inflated = new byte[8192];
      while (!inflater.finished()) {
        inflater.inflate(inflated);
      }
      return 10 + inflater.getBytesRead() + 8 == stored.length;
    } catch (DataFormatException e) {
      throw new IOException(e);
    } finally {
      inflater.end();
    }
  }

  private static byte[] inflate(Path file) throws IOException {
    byte[] stored = Files.readAllBytes(file);
    try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(stored))) {
      return in.readAllBytes();
    }
  }

  private static String sha256(byte[] bytes) throws GeneralSecurityException {
    return HEX.formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
  }
}
