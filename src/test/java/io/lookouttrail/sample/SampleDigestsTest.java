package io.lookouttrail.sample;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.lookouttrail.run.Progress;
import io.lookouttrail.sample.digests.SigningKey;
import io.lookouttrail.sample.plan.Plant;
import io.lookouttrail.sample.plan.SampleOptions;
import io.lookouttrail.sample.truth.SampleTruth;
import io.lookouttrail.sample.truth.SampleTruth.DigestFault;
import io.lookouttrail.sample.truth.SampleTruth.Digested;
import io.lookouttrail.sample.truth.TruthFiles;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.time.Instant;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Validates the digests of samples with an independent validator and compares with the truth. */
class SampleDigestsTest {
  /** Monday has the faults, Sunday can be the missing day, and Friday the day without digests. */
  private static final LocalDate THURSDAY = LocalDate.parse("2025-09-04");

  private static final LocalDate TUESDAY = LocalDate.parse("2025-09-09");

  @TempDir static Path folder;
  private static SampleOptions options;
  private static SampleTruth truth;
  private static JdkDigestValidator sound;

  @BeforeAll
  static void writeWithoutFaults() throws Exception {
    options = days("sound", 2, List.of("eu-central-1", "us-east-1")).build();
    truth = new Sample(options).write(Progress.SILENT);
    sound = JdkDigestValidator.of(options.out(), options.publicKeys());
  }

  private static SampleOptions.Builder days(String name, int accounts, List<String> regions) {
    return SampleOptions.in(folder.resolve(name))
        .days(THURSDAY, TUESDAY)
        .accounts(accounts)
        .regions(regions)
        .detectionsPerDay(20)
        .noise(0.2)
        .hugeFileBytes(1 << 20);
  }

  @Test
  void eachDigestIsSignedAndNamesEachLogOnceByTheHashOfItsInflatedBytes() {
    assertThat(sound.findings).isEmpty();
    assertThat(sound.namedLogs).hasSize((int) truth.totals().files());
  }

  @Test
  void eachTrailHasAChainInEachAccountAndRegionAndOneHasABackfillChain() {
    assertThat(truth.digests())
        .extracting(d -> d.account() + " " + d.region() + " " + d.trail() + " " + d.backfill())
        .containsExactly(
            "111122223333 eu-central-1 organization-trail false",
            "111122223333 eu-central-1 organization-trail true",
            "111122223333 us-east-1 organization-trail false",
            "012345678901 eu-central-1 organization-trail false",
            "012345678901 eu-central-1 management-events false",
            "012345678901 us-east-1 organization-trail false",
            "012345678901 us-east-1 management-events false");
    assertThat(sound.chains.values().stream().map(chain -> (long) chain.size()))
        .containsExactlyInAnyOrderElementsOf(
            truth.digests().stream().map(Digested::digests).toList());
    assertThat(sound.headFiles).isEqualTo(sound.chains.size());
    assertThat(truth.digests()).allMatch(chain -> chain.headFiles() == 1);
    assertThat(truth.digests().stream().mapToLong(Digested::logs).sum())
        .isEqualTo(sound.namedLogs.size());
    assertThat(truth.digestFaults()).isEmpty();
  }

  @Test
  void eachRegionSignsWithItsTwoKeysOneAfterTheOther() {
    assertThat(sound.fingerprintsByRegion).containsOnlyKeys("eu-central-1", "us-east-1");
    assertThat(sound.fingerprintsByRegion.values()).allMatch(keys -> keys.size() == 2);
    Set<String> all = new HashSet<>();
    sound.fingerprintsByRegion.values().forEach(all::addAll);
    assertThat(all).hasSize(4);
    sound.chains.forEach(
        (chain, digests) -> {
          List<String> fingerprints =
              digests.stream().map(d -> d.text("digestPublicKeyFingerprint")).toList();
          long changes =
              IntStream.range(1, fingerprints.size())
                  .filter(i -> !fingerprints.get(i).equals(fingerprints.get(i - 1)))
                  .count();
          assertThat(changes).as(chain).isEqualTo(chain.contains("_backfill") ? 0 : 1);
        });
  }

  @Test
  void keysAreListedWithTheirTimesInBothForms() throws Exception {
    for (Path file : options.publicKeys()) {
      String list = Files.readString(file);
      assertThat(list)
          .contains("\"Value\": \"MIIBCgKCAQEA", "\"Value\": \"MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8A")
          .contains("\"ValidityStartTime\": \"2025-08-31T00:00:00+00:00\"")
          .contains("\"ValidityEndTime\": \"2025-09-14T00:00:00+00:00\"");
    }
    assertThat(options.publicKeys())
        .containsExactly(
            folder.resolve("sound/public-keys-eu-central-1.json"),
            folder.resolve("sound/public-keys-us-east-1.json"));
  }

  @Test
  void anOutagesLogsAreNamedByBackfillDigestsSignedWithTheLaterKey() {
    List<JdkDigestValidator.Digest> backfill =
        sound.chains.entrySet().stream()
            .filter(chain -> chain.getKey().contains("_backfill"))
            .map(Map.Entry::getValue)
            .findFirst()
            .orElseThrow();
    List<JdkDigestValidator.Digest> regular =
        sound.chains.entrySet().stream()
            .filter(
                chain ->
                    chain.getKey().contains("/111122223333/CloudTrail-Digest/eu-central-1/")
                        && !chain.getKey().contains("_backfill"))
            .map(Map.Entry::getValue)
            .findFirst()
            .orElseThrow();

    assertThat(backfill).hasSize(3);
    assertThat(backfill).anyMatch(digest -> !digest.json().get("logFiles").isEmpty());
    for (JdkDigestValidator.Digest digest : backfill) {
      Instant end = Instant.parse(digest.text("digestEndTime"));
      assertThat(end).isBetween("2025-09-04T18:00:00Z", "2025-09-04T22:00:00Z");
      assertThat(digest.text("digestPublicKeyFingerprint"))
          .isEqualTo(regular.get(0).text("digestPublicKeyFingerprint"));
      assertThat(regular)
          .filteredOn(same -> same.text("digestEndTime").equals(digest.text("digestEndTime")))
          .singleElement()
          .matches(same -> same.json().get("logFiles").isEmpty());
    }
  }

  @Test
  void withoutAnOrganisationTwoTrailsShareAFolder() throws Exception {
    SampleOptions shared =
        days("shared", 2, List.of("eu-central-1")).organization(Optional.empty()).build();
    new Sample(shared).write(Progress.SILENT);
    JdkDigestValidator validator = JdkDigestValidator.of(shared.out(), shared.publicKeys());

    assertThat(validator.findings).isEmpty();
    assertThat(validator.chains.keySet())
        .filteredOn(chain -> chain.startsWith("AWSLogs/012345678901/"))
        .hasSize(2);
    assertThat(shared.publicKeys()).allMatch(Files::exists);

    new Sample(
            days("shared", 1, List.of("us-east-1"))
                .days(THURSDAY, THURSDAY)
                .digestHours(0)
                .overwrite(true)
                .build())
        .write(Progress.SILENT);
    assertThat(shared.publicKeys()).noneMatch(Files::exists);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void theTruthHasExactlyWhatAValidationFinds(boolean allHeadFiles) throws Exception {
    SampleOptions faulty =
        days("faulty-" + allHeadFiles, 1, List.of("eu-central-1"))
            .plant(EnumSet.allOf(Plant.class))
            .allHeadFiles(allHeadFiles)
            .build();
    SampleTruth faultyTruth = new Sample(faulty).write(Progress.SILENT);
    JdkDigestValidator validator = JdkDigestValidator.of(faulty.out(), faulty.publicKeys());

    assertThat(validator.findings).isEqualTo(findings(faultyTruth));
    assertThat(validator.headFiles)
        .isEqualTo(faultyTruth.digests().stream().mapToLong(Digested::headFiles).sum())
        .isEqualTo(
            allHeadFiles ? faultyTruth.digests().stream().mapToLong(Digested::digests).sum() : 3);
    // Only the deleted digest had the signature of the one before it.
    String before = allHeadFiles ? "" : "digest not_validated, ";
    Map<String, String> states =
        faultyTruth.digestFaults().stream()
            .filter(fault -> !fault.state().equals("valid"))
            .collect(
                Collectors.groupingBy(
                    DigestFault::plant,
                    Collectors.mapping(
                        fault -> fault.kind() + " " + fault.state(),
                        Collectors.collectingAndThen(
                            Collectors.toCollection(TreeSet::new),
                            distinct -> String.join(", ", distinct)))));
    assertThat(states)
        .isEqualTo(
            Map.ofEntries(
                Map.entry("truncated-gzip", "log unreadable"),
                Map.entry("corrupt-gzip", "log unreadable"),
                Map.entry("not-gzip", "log unreadable"),
                Map.entry("empty-file", "log unreadable"),
                Map.entry("not-json", "log changed"),
                Map.entry("multi-member-gzip", "log changed"),
                Map.entry("huge-file", "log undigested"),
                Map.entry("plain-json", "log undigested"),
                Map.entry("lookup-events", "log undigested"),
                Map.entry("missing-day", "digest gap"),
                Map.entry("log-changed", "log changed"),
                Map.entry("log-deleted", "log missing"),
                Map.entry("undigested-log", "log undigested"),
                Map.entry("digest-deleted", "digest missing, " + before + "log undigested"),
                Map.entry("two-digests-deleted", "digest missing, " + before + "log undigested"),
                Map.entry("digest-moved", "digest moved, log not_validated"),
                Map.entry("digest-altered", "digest bad_signature, log not_validated"),
                Map.entry("signature-altered", "digest bad_signature, log not_validated"),
                Map.entry("wrong-key", "digest unknown_key, log not_validated"),
                Map.entry("validation-off", "digest not_validated, log undigested")));
    assertThat(faultyTruth.digestFaults())
        .filteredOn(fault -> fault.plant().equals("two-digests-deleted"))
        .filteredOn(fault -> fault.state().equals("missing"))
        .hasSize(2);
    assertThat(TruthFiles.readBeside(faulty.out())).isEqualTo(faultyTruth);
  }

  private static Set<String> findings(SampleTruth faultyTruth) {
    return faultyTruth.digestFaults().stream()
        .filter(fault -> !fault.state().equals("valid") || !fault.proof().equals("signed"))
        .map(fault -> String.join(" ", fault.kind(), fault.object(), fault.state(), fault.proof()))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  @Test
  void faultsAreLeftOutIfTheSampleIsTooShort() {
    SampleTruth shortTruth =
        new Sample(
                days("short", 1, List.of("eu-central-1"))
                    .days(THURSDAY, THURSDAY)
                    .digestHours(24)
                    .plant(EnumSet.allOf(Plant.class))
                    .build())
            .write(Progress.SILENT);

    for (Plant plant : Plant.values()) {
      assertThat(plant.needsSeveralDays() && shortTruth.expectsFindingOf(plant))
          .as(plant.label())
          .isFalse();
    }
    assertThat(shortTruth.expectsFindingOf(Plant.LOG_CHANGED)).isTrue();
  }

  @Test
  void aSeedsKeyIsAnRsaKeyOf2048BitsThatTheJdkAccepts() throws Exception {
    SigningKey key = SigningKey.of(1, "key");
    PublicKey published =
        KeyFactory.getInstance("RSA")
            .generatePublic(new X509EncodedKeySpec(key.subjectPublicKeyInfo()));
    Signature rsa = Signature.getInstance("SHA256withRSA");
    for (String text : List.of("", "null", "a\nb\nc\nnull")) {
      rsa.initVerify(published);
      rsa.update(text.getBytes(UTF_8));
      assertThat(rsa.verify(HexFormat.of().parseHex(key.sign(text)))).isTrue();
    }
    rsa.initVerify(published);
    rsa.update((byte) 'a');
    assertThat(rsa.verify(HexFormat.of().parseHex(key.sign("b")))).isFalse();
    assertThat(key.modulus().bitLength()).isEqualTo(2048);
    assertThat(SigningKey.of(1, "key").pkcs1()).isEqualTo(key.pkcs1());
    assertThat(SigningKey.of(2, "key").pkcs1()).isNotEqualTo(key.pkcs1());
  }

  @Test
  void theKeysOfASeedAreTheSameOnEveryMachine() {
    assertThat(SigningKey.fingerprint(SigningKey.of(1, "key").pkcs1()))
        .isEqualTo("b27ea6a8b0871327a180fb0a17e737e7");
  }
}
