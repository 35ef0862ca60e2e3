package io.lookouttrail.cli.commands;

import static io.lookouttrail.fixtures.TestRecord.anEvent;
import static org.assertj.core.api.Assertions.assertThat;

import io.lookouttrail.cli.CliRun;
import io.lookouttrail.fixtures.EmptyTables;
import io.lookouttrail.fixtures.KmsServer;
import io.lookouttrail.fixtures.OpenSsl;
import io.lookouttrail.fixtures.TestArchive;
import io.lookouttrail.fixtures.TimestampServer;
import io.lookouttrail.run.Sha256;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Signed reports and their check, through the real command line. */
class CheckReportCommandTest {
  private static final String SUMS =
      "ok           sums: every file has the SHA-256 in SHA256SUMS (";
  private static final String FILES = "ok           files: none is missing, and none was added\n";
  private static final String MADE_AGAIN =
      "ok           tables: made again from the table versions that it names, ";

  @TempDir static Path folder;

  /** Signed by ed25519.pem; made with every option that a report has. */
  private static Path september;

  @BeforeAll
  static void reportAMonth() throws IOException {
    TestArchive archive = new TestArchive(folder.resolve("archive"));
    archive.deliver(
        "2025-09-03T10:05:00Z",
        "a",
        anEvent().id("e-1"),
        anEvent().id("e-2").action("StartModel").at("2025-09-03T10:01:00Z"),
        anEvent().id("e-3").source("s3.amazonaws.com"));
    archive.deliverBytes(
        "111122223333",
        "us-east-1",
        "2025-09-08T10:05:00Z",
        "b",
        "no gzip".getBytes(StandardCharsets.UTF_8));
    EmptyTables.at(folder.resolve("tables"));
    OpenSsl openssl = new OpenSsl(folder);
    for (String kind : List.of("ed25519", "p256", "rsa")) {
      openssl.publicKey(openssl.key(kind));
    }
    Files.writeString(
        folder.resolve("accounts.csv"),
        """
        account_id,name,owner,in_scope_from,in_scope_to
        111122223333,Leipzig,=1+1,2024-01-01,
        444455556666,Lab,,,
        """);
    Files.writeString(
        folder.resolve("accepted.csv"),
        """
        finding_id,rule,subject,reason,approved_by,until
        ,account_without_logs,444455556666,not in use,ines,2027-01-01
        """);
    Files.writeString(folder.resolve("thresholds.properties"), "idle_model_hours = 2\n");
    CliRun run =
        run(
            "monthly",
            "--archive",
            path("archive"),
            "--tables",
            path("tables"),
            "--out",
            path("out"),
            "--month",
            "2025-09",
            "--accounts",
            path("accounts.csv"),
            "--accepted",
            path("accepted.csv"),
            "--thresholds",
            path("thresholds.properties"),
            "--price-inference-hour",
            "3.50",
            "--lateness",
            "5",
            "--sign",
            path("ed25519.pem"));
    assertThat(run.code()).as(run.err()).isEqualTo(3);
    september = folder.resolve("out/2025-09");
    // Newer versions of the tables change nothing about the report.
    archive.deliver("2025-09-04T10:05:00Z", "c", anEvent().id("e-9").at("2025-09-04T10:00:00Z"));
    assertThat(run("ingest", "--archive", path("archive"), "--tables", path("tables")).code())
        .isIn(0, 3);
  }

  private static CliRun run(String... line) {
    return CliRun.of(line);
  }

  private static String path(String name) {
    return folder.resolve(name).toString();
  }

  private static CliRun report(String out, String... options) {
    return run(
        Stream.concat(
                Stream.of(
                    "report", "--tables", path("tables"), "--out", path(out), "--month=2025-09"),
                Stream.of(options))
            .toArray(String[]::new));
  }

  private static CliRun check(Path report, String... options) {
    return run(
        Stream.concat(Stream.of("check-report", report.toString()), Stream.of(options))
            .toArray(String[]::new));
  }

  /** A copy of the report, for a change. */
  private static Path copy(String name) throws IOException {
    Path copy = Files.createDirectories(folder.resolve(name));
    try (Stream<Path> files = Files.list(september)) {
      for (Path file : files.toList()) {
        Files.copy(file, copy.resolve(file.getFileName()));
      }
    }
    return copy;
  }

  @Test
  void findsASignedReportInOrderAndMakesItAgain() {
    CliRun run =
        check(september, "--public-key", path("ed25519.public.pem"), "--tables", path("tables"));
    assertThat(run.code()).as(run.out() + run.err()).isZero();
    assertThat(run.out().lines()).hasSize(5);
    assertThat(run.out())
        .startsWith(SUMS)
        .contains(FILES, "ok           signature: Ed25519, key ", MADE_AGAIN);
  }

  @Test
  void recordsNoRunAndWritesNothing() throws IOException {
    byte[] before = Files.readAllBytes(september.resolve("SHA256SUMS"));
    long files = count(folder.resolve("tables/job_runs"));
    assertThat(check(september, "--tables", path("tables")).code()).isZero();
    assertThat(count(folder.resolve("tables/job_runs"))).isEqualTo(files);
    assertThat(september.resolve("SHA256SUMS")).hasBinaryContent(before);
  }

  private static long count(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.count();
    }
  }

  @Test
  void showsEachFileThatIsWrongAndEndsWith3() throws IOException {
    Path changed = copy("changed/2025-09");
    Files.writeString(changed.resolve("findings.csv"), "nothing to see\n");
    Files.delete(changed.resolve("report.xlsx"));
    Files.writeString(changed.resolve("a\u001b[31m.csv"), "");
    CliRun run =
        check(changed, "--public-key", path("ed25519.public.pem"), "--tables", path("tables"));
    assertThat(run.code()).isEqualTo(3);
    assertThat(run.out())
        .contains(
            "WRONG        sums: findings.csv was changed: its SHA-256 is ",
            "WRONG        files: report.xlsx is missing\n",
            "WRONG        files: a\\u001b[31m.csv does not belong to the report\n",
            "WRONG        signature: findings.csv is not the file that was signed\n",
            "WRONG        signature: report.xlsx is not the file that was signed\n",
            "WRONG        tables: they give another findings.csv; it differs from byte 0 on\n",
            "WRONG        tables: they also give report.xlsx\n",
            "WRONG        tables: they give no a\\u001b[31m.csv\n");
    assertThat(run.err()).doesNotContain("Cannot");
  }

  /** Checksums that fit and no signature: only the tables show that a report was made up. */
  @Test
  void findsByTheTablesWhatChecksumsCannotShow() throws IOException {
    Path forged = copy("forged/2025-09");
    Files.delete(forged.resolve("report.intoto.json"));
    String sums = Files.readString(forged.resolve("SHA256SUMS"));
    Path csv = forged.resolve("usage_by_account.csv");
    String before = Sha256.hex(Files.readAllBytes(csv));
    Files.writeString(csv, Files.readString(csv).replace("111122223333", "111122223334"));
    Files.writeString(
        forged.resolve("SHA256SUMS"), sums.replace(before, Sha256.hex(Files.readAllBytes(csv))));
    assertThat(check(forged).code()).isZero();
    CliRun run = check(forged, "--tables", path("tables"));
    assertThat(run.code()).isEqualTo(3);
    assertThat(run.out())
        .contains(
            SUMS,
            "WRONG        tables: they give another SHA256SUMS; ",
            "WRONG        tables: they give another usage_by_account.csv; ");
  }

  @ParameterizedTest
  @ValueSource(strings = {"p256", "rsa"})
  void signsWithEveryKindOfKey(String kind) {
    CliRun run = report("signed-" + kind, "--sign", path(kind + ".pem"));
    assertThat(run.code()).as(run.err()).isIn(0, 3);
    Path made = folder.resolve("signed-" + kind + "/2025-09");
    assertThat(check(made, "--public-key", path(kind + ".public.pem")).code()).isZero();
    CliRun other = check(made, "--public-key", path("ed25519.public.pem"));
    assertThat(other.code()).isEqualTo(3);
    assertThat(other.out()).contains("WRONG        signature: it names the key ");
  }

  @Test
  void signsWithAKeyInKms() throws Exception {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
    generator.initialize(2048);
    KeyPair pair = generator.generateKeyPair();
    Path pem = folder.resolve("kms.public.pem");
    Files.writeString(
        pem,
        "-----BEGIN PUBLIC KEY-----\n"
            + java.util.Base64.getMimeEncoder().encodeToString(pair.getPublic().getEncoded())
            + "\n-----END PUBLIC KEY-----\n");
    String arn = "arn:aws:kms:eu-central-1:111122223333:alias/reports";
    try (KmsServer server = KmsServer.start("RSA_2048", pair)) {
      CliRun run = report("signed-kms", "--sign-kms", arn);
      assertThat(run.code()).as(run.err()).isIn(0, 3);
      assertThat(server.calls()).containsExactly("GetPublicKey " + arn, "Sign " + arn);
    }
    Path made = folder.resolve("signed-kms/2025-09");
    assertThat(check(made, "--public-key", pem.toString()).code()).isZero();
  }

  @Test
  void getsATimestampOrWritesItsRequest() throws IOException {
    try (TimestampServer authority =
        TimestampServer.start(folder.resolve("authority"), "-newkey", "rsa:2048")) {
      String key = path("ed25519.pem");
      CliRun run = report("stamped", "--sign", key, "--timestamp-url", authority.url().toString());
      assertThat(run.code()).as(run.err()).isIn(0, 3);
      String root = authority.root().toString();
      Path made = folder.resolve("stamped/2025-09");
      CliRun checked = check(made, "--timestamp-ca", root, "--tables", path("tables"));
      assertThat(checked.code()).as(checked.out()).isZero();
      assertThat(checked.out()).contains("ok           timestamp: signed before 20", MADE_AGAIN);
      assertThat(report("requested", "--sign", key, "--timestamp-request").code()).isIn(0, 3);
      assertThat(folder.resolve("requested/2025-09/report.tsq")).isNotEmptyFile();
      assertThat(check(folder.resolve("requested/2025-09")).code()).isZero();
      // Nothing is published without the timestamp that was asked for.
      authority.answering(500);
      CliRun failed =
          report("no-answer", "--sign", key, "--timestamp-url", authority.url().toString());
      assertThat(failed.code()).isEqualTo(1);
      assertThat(failed.err())
          .contains("Cannot get a timestamp from " + authority.url() + ": it answered with HTTP ");
      assertThat(folder.resolve("no-answer/2025-09")).doesNotExist();
    }
  }

  /** Only the envelope and generated.json differ between two runs. */
  @Test
  void signingChangesNoOtherFile() throws IOException {
    assertThat(report("unsigned").code()).isIn(0, 3);
    assertThat(report("signed", "--sign", path("p256.pem")).code()).isIn(0, 3);
    Path unsigned = folder.resolve("unsigned/2025-09");
    try (Stream<Path> files = Files.list(folder.resolve("signed/2025-09"))) {
      for (Path file : files.toList()) {
        String name = file.getFileName().toString();
        if (!name.equals("generated.json") && !name.equals("report.intoto.json")) {
          assertThat(unsigned.resolve(name)).hasSameBinaryContentAs(file);
        }
      }
    }
    assertThat(unsigned.resolve("report.intoto.json")).doesNotExist();
    CliRun run = check(unsigned);
    assertThat(run.code()).isZero();
    assertThat(run.out()).contains("not checked  signature: the report is not signed\n");
    assertThat(check(unsigned, "--public-key", path("p256.public.pem")).code()).isEqualTo(3);
  }

  /** A report that is not signed any more keeps no signature of an earlier one. */
  @Test
  void anUnsignedReportReplacesASignedOneWhole() {
    assertThat(report("again", "--sign", path("p256.pem")).code()).isIn(0, 3);
    assertThat(report("again", "--overwrite").code()).isIn(0, 3);
    assertThat(folder.resolve("again/2025-09/report.intoto.json")).doesNotExist();
    assertThat(check(folder.resolve("again/2025-09")).code()).isZero();
  }

  @Test
  void decryptsTheKeyAndWarnsOfFilesThatEveryoneCanRead() throws IOException {
    new OpenSsl(folder)
        .run(
            "pkcs8", "-topk8", "-in", "p256.pem", "-out", "secret.pem", "-passout", "pass:open it");
    Path passphrase = Files.writeString(folder.resolve("passphrase"), "open it\n");
    Path key = folder.resolve("secret.pem");
    Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-r--r--"));
    Files.setPosixFilePermissions(passphrase, PosixFilePermissions.fromString("rw-------"));
    CliRun run =
        report(
            "encrypted", "--sign", key.toString(), "--sign-passphrase-file", passphrase.toString());
    assertThat(run.code()).as(run.err()).isIn(0, 3);
    assertThat(run.err().lines())
        .filteredOn(line -> line.startsWith("Warning: "))
        .containsExactly(
            "Warning: every user of this machine can read %s. Run: chmod 600 %s"
                .formatted(key, key));
    assertThat(run.err()).doesNotContain("open it");
    Path made = folder.resolve("encrypted/2025-09");
    assertThat(check(made, "--public-key", path("p256.public.pem")).code()).isZero();
    // The wrong key costs no report.
    CliRun wrong = report("no-passphrase", "--sign", key.toString());
    assertThat(wrong.code()).isEqualTo(1);
    assertThat(wrong.err()).contains("Cannot sign with " + key + ": it is encrypted. ");
    assertThat(folder.resolve("no-passphrase/2025-09")).doesNotExist();
    assertThat(Files.readString(folder.resolve("no-passphrase/_RESULT.json")))
        .contains("Cannot sign with ");
  }

  @Test
  void refusesOptionsThatDoNotGoTogether() {
    CliRun both = report("x", "--sign", "a.pem", "--sign-kms", "arn:aws:kms:a:111122223333:key/1");
    assertThat(both.code()).isEqualTo(2);
    assertThat(both.err())
        .isEqualTo(
            "Cannot sign the report: --sign and --sign-kms are given together. Give one of them.\n");
    CliRun alone = report("x", "--sign-passphrase-file", "a");
    assertThat(alone.code()).isEqualTo(2);
    assertThat(alone.err()).contains("--sign-passphrase-file is given without --sign");
    CliRun unsigned = report("x", "--timestamp-request");
    assertThat(unsigned.code()).isEqualTo(2);
    assertThat(unsigned.err()).contains("a timestamp is asked for and no signature");
    CliRun twice =
        report("x", "--sign", "a", "--timestamp-request", "--timestamp-url", "http://a/");
    assertThat(twice.code()).isEqualTo(2);
    assertThat(twice.err()).contains("--timestamp-url and --timestamp-request are given together");
    for (String url : List.of("ftp://a/", "a", "http://", "http://user:secret@a/")) {
      CliRun bad = report("x", "--sign", "a", "--timestamp-url", url);
      assertThat(bad.code()).as(url).isEqualTo(2);
      assertThat(bad.err()).doesNotContain("secret");
    }
    assertThat(folder.resolve("x")).doesNotExist();
  }

  private static void assertCannot(CliRun run, String message) {
    assertThat(run.code()).as(run.out() + run.err()).isEqualTo(1);
    assertThat(run.err().lines()).last().asString().startsWith(message);
  }

  @Test
  void saysWhyAReportCannotBeMadeAgain() throws IOException {
    Path other = copy("other-version/2025-09");
    Path options = other.resolve("options.json");
    String text = Files.readString(options);
    Files.writeString(
        options,
        text.replaceFirst("\"product_version\" : \"[^\"]*\"", "\"product_version\" : \"0.0.9\""));
    String cannot = "Cannot make the report in " + other + " again: ";
    assertCannot(
        check(other, "--tables", path("tables")),
        cannot + "Lookout Trail 0.0.9 made it, and this is ");
    Files.writeString(options, "{}");
    assertCannot(
        check(other, "--tables", path("tables")),
        cannot + "options.json cannot be read: it has no ");
    Files.delete(options);
    assertCannot(check(other, "--tables", path("tables")), cannot + "it has no options.json. ");
    Files.writeString(options, text);
    assertCannot(
        check(other, "--tables", path("nowhere")),
        "Cannot read the tables at file:" + path("nowhere") + ": ");
    Files.writeString(options, text.replaceFirst("\"events\" : [0-9]+", "\"events\" : 999"));
    assertThat(check(other, "--tables", path("tables")).code()).isEqualTo(1);
  }

  @Test
  void checksNothingThatIsNoReport() {
    assertCannot(
        check(folder.resolve("out")), "Cannot check " + path("out") + ": it is not a report");
    assertCannot(
        check(folder.resolve("none")), "Cannot check " + path("none") + ": the folder does");
    assertCannot(
        check(september, "--public-key", path("ed25519.pem")),
        "Cannot read the public key in " + path("ed25519.pem") + ": it is a private key.");
    assertThat(run("check-report").code()).isEqualTo(2);
  }
}
