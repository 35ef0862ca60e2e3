package io.lookouttrail.reports.render;

import static org.assertj.core.api.Assertions.assertThat;

import io.lookouttrail.fixtures.TestReports;
import io.lookouttrail.reports.render.common.GenerationInfo;
import io.lookouttrail.reports.render.pdf.Pdfs;
import io.lookouttrail.reports.render.xlsx.Workbooks;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TimeZone;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Compares the files of a report with golden files, which a person has reviewed. {@code
 * -Dgolden.write=true} writes the golden files again.
 */
class GoldenFilesTest {
  private static final Path GOLDEN = Path.of("src/test/resources/io/lookouttrail/reports/2025-09");
  private static final Path SAMPLE_REPORT = Path.of("src/docs/sample-report");
  private static final GenerationInfo GENERATED =
      new GenerationInfo(
          Instant.parse("2025-11-02T08:00:00Z"), "ines", "host-7", "lookout-trail report", "r-1");

  @TempDir static Path folder;

  @BeforeAll
  static void writeReport() throws IOException {
    ReportFiles.write(TestReports.ofAMonth(), GENERATED, folder);
  }

  private static Map<String, String> texts() throws IOException {
    TreeMap<String, String> texts = new TreeMap<>();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.toList()) {
        String name = file.getFileName().toString();
        if (name.matches(".*\\.(csv|json)")) {
          texts.put(name, Files.readString(file));
        }
      }
    }
    try (XSSFWorkbook workbook = Workbooks.of(Files.readAllBytes(folder.resolve("report.xlsx")))) {
      texts.put("report.xlsx.txt", Workbooks.text(workbook));
    }
    try (PDDocument pdf = Loader.loadPDF(folder.resolve("report.pdf").toFile())) {
      texts.put("report.pdf.txt", Pdfs.text(pdf));
    }
    return texts;
  }

  @Test
  void areTheGoldenFiles() throws IOException {
    Map<String, String> texts = texts();
    if (Boolean.getBoolean("golden.write")) {
      Files.createDirectories(GOLDEN);
      for (var text : texts.entrySet()) {
        Files.writeString(GOLDEN.resolve(text.getKey()), text.getValue());
      }
    }
    try (Stream<Path> files = Files.list(GOLDEN)) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrderElementsOf(texts.keySet());
    }
    for (var text : texts.entrySet()) {
      assertThat(text.getValue())
          .as(text.getKey())
          .isEqualTo(Files.readString(GOLDEN.resolve(text.getKey())));
    }
  }

  /** The sample report in the documentation is the output of this build. */
  @Test
  void areTheSampleReportOfTheDocumentation() throws IOException {
    for (String name : List.of("index.html", "report.pdf")) {
      if (Boolean.getBoolean("golden.write")) {
        Files.createDirectories(SAMPLE_REPORT);
        Files.copy(
            folder.resolve(name), SAMPLE_REPORT.resolve(name), StandardCopyOption.REPLACE_EXISTING);
      }
      assertThat(SAMPLE_REPORT.resolve(name)).hasSameBinaryContentAs(folder.resolve(name));
    }
  }

  @Test
  void areTheSameBytesInAnotherZoneAndLanguage(@TempDir Path other) throws IOException {
    Locale locale = Locale.getDefault();
    TimeZone zone = TimeZone.getDefault();
    try {
      Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
      TimeZone.setDefault(TimeZone.getTimeZone("Pacific/Kiritimati"));
      ReportFiles.write(TestReports.ofAMonth(), GENERATED, other);
    } finally {
      Locale.setDefault(locale);
      TimeZone.setDefault(zone);
    }
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.toList()) {
        assertThat(other.resolve(file.getFileName())).hasSameBinaryContentAs(file);
      }
    }
  }

  @Test
  void haveChecksumsExceptTheGenerationInfo() throws Exception {
    String sums = Files.readString(folder.resolve("SHA256SUMS"));
    assertThat(sums).doesNotContain("generated.json").contains("  report.pdf\n");
    assertThat(sums.lines()).isSortedAccordingTo(Comparator.comparing(it -> it.substring(66)));
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(sums.lines().map(line -> line.substring(66)))
          .containsExactlyInAnyOrderElementsOf(
              files
                  .map(file -> file.getFileName().toString())
                  .filter(name -> !name.matches("SHA256SUMS|generated.json"))
                  .toList());
    }
    for (String line : sums.lines().toList()) {
      byte[] content = Files.readAllBytes(folder.resolve(line.substring(66)));
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(content);
      assertThat(HexFormat.of().formatHex(hash)).isEqualTo(line.substring(0, 64));
    }
  }

  @Test
  void areUtf8WithUnixLineBreaks() throws IOException {
    for (var text : texts().entrySet()) {
      assertThat(text.getValue()).as(text.getKey()).endsWith("\n").doesNotContain("\r");
      byte[] bytes = text.getValue().getBytes(StandardCharsets.UTF_8);
      assertThat(new String(bytes, StandardCharsets.UTF_8)).isEqualTo(text.getValue());
    }
  }
}
