package io.lookouttrail.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.lookouttrail.attest.keys.PrivateKeyFile;
import io.lookouttrail.fixtures.OpenSsl;
import io.lookouttrail.fixtures.TestReports;
import io.lookouttrail.reports.attestation.ReportSignature;
import io.lookouttrail.reports.attestation.Timestamping;
import io.lookouttrail.reports.publish.ReportFolder;
import io.lookouttrail.reports.render.common.GenerationInfo;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The page's commands that check a signed report by hand, as printed, with the real openssl. */
class SignedReportCommandsTest {
  @TempDir Path folder;

  private record Run(int code, String output) {}

  /** The commands of the page: a block of a shell that begins in the report's folder. */
  private static String commands() {
    return Page.of("src/docs/report.md").blocks("sh").stream()
        .filter(block -> block.startsWith("cd 2025-09\n") && block.contains("sha256sum"))
        .findFirst()
        .orElseThrow();
  }

  private void publish(String kind) throws IOException {
    OpenSsl openssl = new OpenSsl(folder);
    Path key = openssl.key(kind);
    Files.move(openssl.publicKey(key), folder.resolve("public.pem"));
    ReportFolder.at(folder.toString(), new Configuration(false))
        .attestedBy(
            new ReportSignature(
                new PrivateKeyFile(key, Optional.empty()).read(), new Timestamping.None()))
        .publish(
            TestReports.ofNoCall(),
            new GenerationInfo(Instant.parse("2025-11-02T08:00:00Z"), "ines", "host-7", "c", "r-1"),
            false);
  }

  private Run run() throws IOException, InterruptedException {
    Process shell =
        new ProcessBuilder("bash", "-euo", "pipefail", "-c", commands())
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .start();
    shell.getOutputStream().close();
    String output = new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Run(shell.waitFor(), output);
  }

  @ParameterizedTest
  @ValueSource(strings = {"ed25519", "p256", "rsa"})
  void verifyAReport(String kind) throws IOException, InterruptedException {
    publish(kind);
    Run run = run();
    assertThat(run.output()).isEqualTo("Signature Verified Successfully\n");
    assertThat(run.code()).isZero();
  }

  @Test
  void failForAFileThatWasNotSigned() throws IOException, InterruptedException {
    publish("ed25519");
    // Not in the checksums, so only the last command finds it.
    Files.writeString(folder.resolve("2025-09/generated.json"), "{}\n");
    Run run = run();
    assertThat(run.output()).contains("generated.json: FAILED");
    assertThat(run.code()).isNotZero();
  }

  @Test
  void failForAnotherKey() throws IOException, InterruptedException {
    publish("ed25519");
    OpenSsl openssl = new OpenSsl(folder);
    Files.delete(folder.resolve("public.pem"));
    Files.move(openssl.publicKey(openssl.key("ed25519")), folder.resolve("public.pem"));
    Run run = run();
    assertThat(run.output()).contains("Signature Verification Failure");
    assertThat(run.code()).isNotZero();
  }
}
