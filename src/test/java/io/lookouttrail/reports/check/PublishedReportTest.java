package io.lookouttrail.reports.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lookouttrail.fixtures.TestReports;
import io.lookouttrail.fixtures.TestSigner;
import io.lookouttrail.reports.attestation.AttestationFiles;
import io.lookouttrail.reports.attestation.ReportSignature;
import io.lookouttrail.reports.attestation.Timestamping;
import io.lookouttrail.reports.model.Report;
import io.lookouttrail.reports.publish.ReportFolder;
import io.lookouttrail.reports.render.common.GenerationInfo;
import io.lookouttrail.run.Sha256;
import io.lookouttrail.run.UserError;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PublicKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Changes of a report's folder: each is found. */
class PublishedReportTest {
  private static final GenerationInfo GENERATED =
      new GenerationInfo(
          Instant.parse("2025-11-02T08:00:00Z"), "ines", "host-7", "lookout-trail report", "r-1");

  private static final TestSigner SIGNER = TestSigner.create();
  private static final int CHANGES_PER_FILE = 12;

  @TempDir Path out;
  private Path folder;
  private final Random random = new Random(17);

  @BeforeEach
  void publishASignedReport() {
    publish(true);
  }

  private void publish(boolean signed) {
    ReportFolder target =
        ReportFolder.at(out.toString(), new Configuration(false))
            .recording("options.json", "{}\n".getBytes(StandardCharsets.UTF_8));
    if (signed) {
      target = target.attestedBy(new ReportSignature(SIGNER, new Timestamping.None()));
    }
    target.publish(small(TestReports.ofNoCall()), GENERATED, true);
    folder = out.resolve("2025-09");
  }

  /** These tests are about files, not about their content. */
  private static Report small(Report it) {
    return new Report(
        it.scope(),
        it.headline(),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        it.sections().subList(2, 3),
        it.evidence());
  }

  private List<CheckLine> check(Optional<PublicKey> key) {
    PublishedReport report = PublishedReport.read(folder.toString(), new Configuration(false));
    List<CheckLine> lines = new ArrayList<>(FilesCheck.of(report));
    lines.addAll(new SignatureCheck(report, key).lines());
    return lines;
  }

  private List<String> wrong(Optional<PublicKey> key) {
    return check(key).stream().filter(CheckLine::isWrong).map(CheckLine::text).toList();
  }

  private List<String> wrong() {
    return wrong(Optional.of(SIGNER.publicKey()));
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.sorted().toList();
    }
  }

  @Test
  void findsNothingWrongInAReportAsItWasPublished() {
    assertThat(check(Optional.of(SIGNER.publicKey())))
        .extracting(CheckLine::state)
        .containsOnly(CheckLine.State.OK)
        .hasSize(3);
    assertThat(check(Optional.empty()))
        .extracting(CheckLine::state)
        .containsExactly(CheckLine.State.OK, CheckLine.State.OK, CheckLine.State.NOT_CHECKED);
  }

  /** The property: in every file, whichever byte is another one, comes or goes. */
  @Test
  void findsEveryChangedByte() throws IOException {
    for (Path file : files()) {
      byte[] content = Files.readAllBytes(file);
      assertThat(content).as(file.toString()).isNotEmpty();
      for (int change = 0; change < CHANGES_PER_FILE; change++) {
        Files.write(file, changed(content, change));
        assertThat(wrong()).as("change %d of %s", change, file).isNotEmpty();
      }
      Files.write(file, content);
    }
    assertThat(wrong()).isEmpty();
  }

  private byte[] changed(byte[] content, int change) {
    int at =
        switch (change) {
          case 0, 1 -> 0;
          case 2, 3 -> content.length - 1;
          default -> random.nextInt(content.length);
        };
    switch (change % 4) {
      case 0, 2 -> {
        byte[] changed = content.clone();
        changed[at] ^= (byte) (1 << random.nextInt(8));
        return changed;
      }
      case 1 -> {
        byte[] shorter = new byte[content.length - 1];
        System.arraycopy(content, 0, shorter, 0, at);
        System.arraycopy(content, at + 1, shorter, at, shorter.length - at);
        return shorter;
      }
      default -> {
        byte[] longer = new byte[content.length + 1];
        System.arraycopy(content, 0, longer, 0, at);
        longer[at] = (byte) random.nextInt(256);
        System.arraycopy(content, at, longer, at + 1, content.length - at);
        return longer;
      }
    }
  }

  @Test
  void findsEveryRemovedAndEveryRenamedFile() throws IOException {
    Path away = out.resolve("away");
    for (Path file : files()) {
      Files.move(file, away);
      assertThat(wrong()).as("without %s", file).isNotEmpty();
      for (String name :
          List.of("renamed.csv", file.getFileName() + ".bak", "." + file.getFileName())) {
        Files.move(away, folder.resolve(name));
        assertThat(wrong()).as("%s as %s", file, name).isNotEmpty();
        Files.move(folder.resolve(name), away);
      }
      Files.move(away, file);
    }
    assertThat(wrong()).isEmpty();
  }

  @Test
  void findsTwoFilesThatChangedPlaces() throws IOException {
    List<Path> files = files();
    for (int i = 1; i < files.size(); i++) {
      swap(files.get(i - 1), files.get(i));
      assertThat(wrong()).as("%s and the one before", files.get(i)).isNotEmpty();
      swap(files.get(i - 1), files.get(i));
    }
    assertThat(wrong()).isEmpty();
  }

  private static void swap(Path one, Path other) {
    try {
      byte[] first = Files.readAllBytes(one);
      Files.write(one, Files.readAllBytes(other));
      Files.write(other, first);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void findsEveryAddedFileAndFolder() throws IOException {
    for (String name :
        List.of("notes.txt", ".hidden", ".report.pdf.crc", "_SUCCESS", "index.html~")) {
      Path added = Files.writeString(folder.resolve(name), "mine");
      assertThat(wrong())
          .containsExactly(
              "files: " + name + " does not belong to the report",
              "signature: " + name + " was not signed");
      Files.delete(added);
    }
    Path added = Files.createDirectory(folder.resolve("more"));
    assertThat(wrong()).containsExactly("files: the folder more does not belong to the report");
    Files.delete(added);
    assertThat(wrong()).isEmpty();
  }

  /** Whoever makes new checksums for a changed file has no key to sign them. */
  @Test
  void findsAChangedReportWithItsChecksumsMadeAgain() throws IOException {
    Path csv = folder.resolve("evidence.json");
    String sums = Files.readString(folder.resolve("SHA256SUMS"));
    String before = Sha256.hex(Files.readAllBytes(csv));
    Files.writeString(csv, "{}\n");
    String after = Sha256.hex(Files.readAllBytes(csv));
    Files.writeString(folder.resolve("SHA256SUMS"), sums.replace(before, after));
    assertThat(wrong())
        .containsExactly(
            "signature: SHA256SUMS is not the file that was signed",
            "signature: evidence.json is not the file that was signed");
    assertThat(wrong(Optional.empty())).hasSize(2);
  }

  @Test
  void findsAnotherKeyAndASignatureThatWasTakenAway() throws IOException {
    PublicKey other = TestSigner.create().publicKey();
    assertThat(wrong(Optional.of(other)))
        .singleElement()
        .asString()
        .startsWith("signature: it names the key ");
    Files.delete(folder.resolve(AttestationFiles.ENVELOPE));
    assertThat(wrong()).containsExactly("signature: the report is not signed");
    assertThat(check(Optional.empty()))
        .last()
        .isEqualTo(CheckLine.notChecked("signature: the report is not signed"));
  }

  @Test
  void namesEachFileOnce() throws IOException {
    publish(false);
    Files.delete(folder.resolve("report.pdf"));
    Files.writeString(folder.resolve("report.json"), "{}");
    Files.writeString(folder.resolve("notes.txt"), "mine");
    assertThat(wrong(Optional.empty()))
        .containsExactly(
            "sums: report.json was changed: its SHA-256 is"
                + " 44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a",
            "files: report.pdf is missing",
            "files: notes.txt does not belong to the report");
  }

  private void assertCannotCheck(String path, String why) {
    assertThatThrownBy(() -> PublishedReport.read(path, new Configuration(false)))
        .isInstanceOf(UserError.class)
        .hasMessageStartingWith("Cannot check " + path + ": " + why);
  }

  @Test
  void checksOnlyAWholeReport() throws IOException {
    assertCannotCheck(out.resolve("nowhere").toString(), "the folder does not exist. Check the ");
    assertCannotCheck(
        out.toString(), "it is not a report. Give the folder of one report, such as ");
    assertCannotCheck(folder.resolve("report.pdf").toString(), "it is a file. Give the folder of ");
    Files.writeString(folder.resolve("_INCOMPLETE"), "");
    assertCannotCheck(folder.toString(), "it has a file _INCOMPLETE, so its upload has not ended.");
  }
}
