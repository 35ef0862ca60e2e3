package io.lookouttrail.cli.commands;

import static org.assertj.core.api.Assertions.assertThat;

import io.lookouttrail.attest.timestamp.TimestampAuthority;
import io.lookouttrail.attest.timestamp.TimestampRequest;
import io.lookouttrail.cli.CliRun;
import io.lookouttrail.fixtures.TestReports;
import io.lookouttrail.fixtures.TestSigner;
import io.lookouttrail.fixtures.TimestampServer;
import io.lookouttrail.reports.attestation.ReportSignature;
import io.lookouttrail.reports.attestation.Timestamping;
import io.lookouttrail.reports.publish.ReportFolder;
import io.lookouttrail.reports.render.common.GenerationInfo;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Timestamps of reports through the real command line, with a real authority. */
class TimestampedReportTest {
  private static final TestSigner SIGNER = TestSigner.create();

  @TempDir static Path folder;
  private static TimestampServer authority;
  private static TimestampServer other;

  @BeforeAll
  static void start() throws IOException {
    authority = TimestampServer.start(folder.resolve("authority"), "-newkey", "rsa:2048");
    other = TimestampServer.start(folder.resolve("other"), "-newkey", "rsa:2048");
  }

  @AfterAll
  static void stop() {
    authority.close();
    other.close();
  }

  private static Path publish(String out, Timestamping timestamping) {
    ReportFolder.at(folder.resolve(out).toString(), new Configuration(false))
        .attestedBy(new ReportSignature(SIGNER, timestamping))
        .publish(
            TestReports.ofNoCall(),
            new GenerationInfo(Instant.parse("2025-11-02T08:00:00Z"), "ines", "host-7", "c", "r-1"),
            false);
    return folder.resolve(out).resolve("2025-09");
  }

  private static Timestamping answer() {
    return new Timestamping.Answer(new TimestampAuthority(authority.url()));
  }

  private static CliRun check(Path report, String... options) {
    return CliRun.of(
        Stream.concat(Stream.of("check-report", report.toString()), Stream.of(options))
            .toArray(String[]::new));
  }

  private static CliRun checkWithRoot(Path report, String... options) {
    return check(
        report,
        Stream.concat(Stream.of("--timestamp-ca", authority.root().toString()), Stream.of(options))
            .toArray(String[]::new));
  }

  private static void assertTimestamp(CliRun run, int code, String line) {
    assertThat(run.err()).isEmpty();
    assertThat(run.out().lines())
        .filteredOn(text -> text.contains(" timestamp: "))
        .singleElement()
        .asString()
        .startsWith(line);
    assertThat(run.code()).isEqualTo(code);
  }

  @Test
  void showTheTimeAndTheAuthority() {
    Path report = publish("stamped", answer());
    assertTimestamp(checkWithRoot(report), 0, "ok           timestamp: signed before 20");
    assertThat(checkWithRoot(report).out()).contains("Z, by CN=clock\n");
    assertTimestamp(
        check(report), 0, "not checked  timestamp: give --timestamp-ca; it names the time 20");
    assertTimestamp(
        check(report, "--timestamp-ca", other.root().toString()),
        3,
        "WRONG        timestamp: no certificate of --timestamp-ca stands behind CN=clock");
  }

  @Test
  void areAddedLaterWhereTheAuthorityIsElsewhere() throws IOException {
    Path report = publish("offline", new Timestamping.Request());
    assertTimestamp(
        check(report), 0, "not checked  timestamp: it was requested, and its answer is not added");
    assertTimestamp(
        checkWithRoot(report), 3, "WRONG        timestamp: it was requested, and its answer is ");
    byte[] request = Files.readAllBytes(report.resolve("report.tsq"));
    Path reply = Files.write(folder.resolve("reply.tsr"), authority.answer(request));
    CliRun refused =
        check(
            report, "--add-timestamp", reply.toString(), "--timestamp-ca", other.root().toString());
    assertThat(refused.code()).isEqualTo(1);
    assertThat(refused.err())
        .startsWith("Cannot add the timestamp " + reply + ": no certificate of --timestamp-ca ");
    assertThat(report.resolve("report.tsr")).doesNotExist();
    assertTimestamp(
        checkWithRoot(report, "--add-timestamp", reply.toString()),
        0,
        "ok           timestamp: signed before 20");
    assertTimestamp(checkWithRoot(report), 0, "ok           timestamp: signed before 20");
    try (Stream<Path> files = Files.list(report.getParent())) {
      assertThat(files).containsExactly(report);
    }
  }

  private static void assertNotAdded(Path report, Path answer, String why) {
    CliRun run = check(report, "--add-timestamp", answer.toString());
    assertThat(run.code()).isEqualTo(1);
    assertThat(run.err())
        .startsWith("Cannot add the timestamp " + answer + ": " + why)
        .hasLineCount(1);
    assertThat(report.resolve("report.tsr")).doesNotExist();
  }

  @Test
  void areAddedOnlyToTheReportThatTheyAreOf() throws IOException {
    Path report = publish("one", new Timestamping.Request());
    byte[] envelope = Files.readAllBytes(report.resolve("report.intoto.json"));
    Path reply = folder.resolve("other.tsr");
    Files.write(reply, authority.answer(TimestampRequest.of(new byte[] {1})));
    assertNotAdded(report, reply, "it is the timestamp of something else. Send report.tsq to ");
    Files.write(reply, authority.answer(authority.requestWithoutNonce(envelope)));
    assertNotAdded(report, reply, "it has no nonce. Send report.tsq to ");
    Files.write(reply, authority.answer(new byte[] {1}));
    assertNotAdded(report, reply, "the authority refused it (status 2: ");
    Files.writeString(reply, "<html>");
    assertNotAdded(report, reply, "it is no answer of a timestamp authority. ");
    assertNotAdded(report, folder.resolve("none.tsr"), "the file does not exist. ");
  }

  @Test
  void thatAreDamagedOrOfAnotherSignatureAreWrong() throws IOException {
    Path report = publish("two", answer());
    Path tsr = report.resolve("report.tsr");
    byte[] good = Files.readAllBytes(tsr);
    byte[] bad = good.clone();
    bad[bad.length - 1] ^= 1;
    Files.write(tsr, bad);
    assertTimestamp(
        checkWithRoot(report), 3, "WRONG        timestamp: its signature does not hold");
    Path again = publish("three", answer());
    Files.copy(again.resolve("report.tsr"), tsr, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
    // Ed25519 gives the same envelope for the same report, so the timestamp fits both.
    assertTimestamp(checkWithRoot(report), 0, "ok           timestamp: signed before 20");
    Files.write(report.resolve("report.tsq"), TimestampRequest.of(new byte[] {1}));
    assertTimestamp(
        checkWithRoot(report),
        3,
        "WRONG        timestamp: report.tsq is not the request for this ");
    Files.delete(report.resolve("report.tsq"));
    Files.delete(report.resolve("report.intoto.json"));
    assertTimestamp(
        checkWithRoot(report),
        3,
        "WRONG        timestamp: there is one, and no signature that it ");
    Files.delete(tsr);
    assertTimestamp(checkWithRoot(report), 3, "WRONG        timestamp: the report has none");
    assertTimestamp(check(report), 0, "not checked  timestamp: the report has none");
  }

  @Test
  void needCertificatesInAFile() throws IOException {
    Path report = publish("four", answer());
    Path empty = Files.writeString(folder.resolve("empty.pem"), "");
    for (List<String> given :
        List.of(
            List.of(empty.toString(), "it has no certificate"),
            List.of(report.resolve("report.pdf").toString(), "it is no certificate"),
            List.of(folder.resolve("none.pem").toString(), "the file does not exist"))) {
      CliRun run = check(report, "--timestamp-ca", given.get(0));
      assertThat(run.code()).isEqualTo(1);
      assertThat(run.err())
          .startsWith(
              "Cannot read the certificates in %s: %s. ".formatted(given.get(0), given.get(1)));
    }
  }
}
