package io.lookouttrail.reports.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lookouttrail.fixtures.TestReports;
import io.lookouttrail.reports.model.Report;
import io.lookouttrail.reports.model.Rows;
import io.lookouttrail.reports.model.Section;
import io.lookouttrail.reports.model.Table;
import io.lookouttrail.reports.model.Value;
import io.lookouttrail.reports.render.common.GenerationInfo;
import io.lookouttrail.reports.render.json.RunResult;
import io.lookouttrail.run.UserError;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.RawLocalFileSystem;
import org.apache.hadoop.util.Progressable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReportFolderTest {
  private static final GenerationInfo GENERATED =
      new GenerationInfo(
          Instant.parse("2025-11-02T08:00:00Z"), "ines", "host-7", "lookout-trail report", "r-1");

  /** A small report: these tests check where files go, not their content. */
  private static final Report REPORT = small(TestReports.ofNoCall());

  @TempDir Path out;

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

  /** The folder as it is where renames are one step, or as in an object store. */
  private ReportFolder folder(boolean renames) throws IOException {
    FileSystem files = new RawLocalFileSystem();
    files.initialize(URI.create("file:///"), new Configuration(false));
    return new ReportFolder(files, new org.apache.hadoop.fs.Path(out.toUri()), renames);
  }

  private List<String> below(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void publishesAReportAndNothingElse(boolean renames) throws IOException {
    ReportFolder folder = folder(renames);
    folder.prepare("2025-09", false);
    assertThat(folder.publish(REPORT, GENERATED, false).getPath()).endsWith("/2025-09");
    assertThat(below(out)).containsExactly("2025-09");
    assertThat(below(out.resolve("2025-09")))
        .contains("report.pdf", "report.xlsx", "report.json", "SHA256SUMS", "generated.json")
        .noneMatch(name -> name.startsWith(".") || name.startsWith("_"));
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void refusesAFolderInUse(boolean renames) throws IOException {
    ReportFolder folder = folder(renames);
    folder.publish(REPORT, GENERATED, false);
    Path page = out.resolve("2025-09/report.json");
    Files.writeString(page, "old");
    assertThatThrownBy(() -> folder.prepare("2025-09", false))
        .isInstanceOf(UserError.class)
        .hasMessageMatching(
            "Cannot write the report to file:.*/2025-09: the folder is already in use\\."
                + " Give --overwrite to replace it, or another --out\\.");
    assertThatThrownBy(() -> folder.publish(REPORT, GENERATED, false))
        .isInstanceOf(UserError.class);
    assertThat(page).hasContent("old");
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void replacesAReportWhole(boolean renames) throws IOException {
    ReportFolder folder = folder(renames);
    folder.publish(REPORT, GENERATED, false);
    List<String> fresh = below(out.resolve("2025-09"));
    Files.writeString(out.resolve("2025-09/stale.csv"), "old");
    Files.createDirectory(out.resolve("2025-09/folder"));
    Files.writeString(out.resolve("2025-09/folder/stale.csv"), "old");
    folder.prepare("2025-09", true);
    folder.publish(REPORT, GENERATED, true);
    assertThat(below(out.resolve("2025-09"))).isEqualTo(fresh);
    assertThat(below(out)).containsExactly("2025-09");
  }

  @Test
  void doesNotReplaceAFolderThatIsNoReport() throws IOException {
    Files.createDirectory(out.resolve("2025-09"));
    Files.writeString(out.resolve("2025-09/diary.txt"), "mine");
    assertThatThrownBy(() -> folder(true).prepare("2025-09", true))
        .isInstanceOf(UserError.class)
        .hasMessageContaining("it holds files that do not belong to a report, such as diary.txt.");
    assertThat(out.resolve("2025-09/diary.txt")).hasContent("mine");
  }

  @Test
  void deletesAnUnfinishedReportOfAKilledRun() throws IOException {
    Files.createDirectory(out.resolve("_2025-09.writing"));
    Files.writeString(out.resolve("_2025-09.writing/report.json"), "half");
    ReportFolder folder = folder(true);
    folder.prepare("2025-09", false);
    assertThat(below(out)).isEmpty();
  }

  @Test
  void restoresAReportThatAKilledRunHadMoved() throws IOException {
    Files.createDirectory(out.resolve("_2025-09.replaced"));
    Files.writeString(out.resolve("_2025-09.replaced/generated.json"), "old");
    folder(true).prepare("2025-09", true);
    assertThat(below(out)).containsExactly("2025-09");
    assertThat(out.resolve("2025-09/generated.json")).hasContent("old");
  }

  @Test
  void replacesAnUnfinishedFolderInAnObjectStore() throws IOException {
    Files.createDirectory(out.resolve("2025-09"));
    Files.writeString(out.resolve("2025-09/_INCOMPLETE"), "");
    Files.writeString(out.resolve("2025-09/half.csv"), "half");
    ReportFolder folder = folder(false);
    folder.prepare("2025-09", false);
    folder.publish(REPORT, GENERATED, false);
    assertThat(below(out.resolve("2025-09")))
        .contains("SHA256SUMS")
        .doesNotContain("half.csv", "_INCOMPLETE");
  }

  /** A local disk that notes what is created and deleted, by name, in order. */
  private static final class RecordedFiles extends RawLocalFileSystem {
    private final List<String> steps = new ArrayList<>();

    @Override
    public FSDataOutputStream create(
        org.apache.hadoop.fs.Path file,
        boolean overwrite,
        int bufferSize,
        short replication,
        long blockSize,
        Progressable progress)
        throws IOException {
      steps.add("create " + file.getName());
      return super.create(file, overwrite, bufferSize, replication, blockSize, progress);
    }

    @Override
    public boolean delete(org.apache.hadoop.fs.Path file, boolean recursive) throws IOException {
      steps.add("delete " + file.getName());
      return super.delete(file, recursive);
    }
  }

  @Test
  void addsTheSignatureBeforeAReportIsCompleteAndSignsNoMark() throws IOException {
    RecordedFiles files = new RecordedFiles();
    files.initialize(URI.create("file:///"), new Configuration(false));
    List<String> signed = new ArrayList<>();
    new ReportFolder(files, new org.apache.hadoop.fs.Path(out.toUri()), false)
        .recording("options.json", new byte[] {1})
        .attestedBy(
            (report, folder) -> {
              try (Stream<Path> listed = Files.list(folder)) {
                listed.forEach(file -> signed.add(file.getFileName().toString()));
              }
              Files.writeString(folder.resolve("report.intoto.json"), "signed");
            })
        .publish(REPORT, GENERATED, false);
    assertThat(signed)
        .contains("SHA256SUMS", "generated.json", "options.json", "index.html")
        .doesNotContain("_INCOMPLETE");
    assertThat(Files.readString(out.resolve("2025-09/SHA256SUMS")))
        .contains("  options.json\n")
        .doesNotContain("intoto");
    assertThat(files.steps)
        .containsSubsequence(
            "create _INCOMPLETE",
            "create report.intoto.json",
            "create index.html",
            "create SHA256SUMS",
            "delete _INCOMPLETE");
  }

  @Test
  void keepsTheOldReportIfAQueryFails() throws IOException {
    ReportFolder folder = folder(true);
    folder.publish(REPORT, GENERATED, false);
    Table failing =
        new Table(
            "failing",
            "Failing",
            List.of(),
            List.of(),
            new Rows() {
              @Override
              public long count() {
                return 1;
              }

              @Override
              public List<List<Value>> first(int limit) {
                return List.of();
              }

              @Override
              public void forEach(RowSink sink) {
                throw new IllegalStateException("the query failed");
              }
            },
            "");
    Report broken =
        new Report(
            REPORT.scope(),
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            List.of(new Section("s", "S", List.of(), List.of(), List.of(failing))),
            REPORT.evidence());
    byte[] before = Files.readAllBytes(out.resolve("2025-09/SHA256SUMS"));
    assertThatThrownBy(() -> folder.publish(broken, GENERATED, true))
        .isInstanceOf(IllegalStateException.class);
    assertThat(out.resolve("2025-09/SHA256SUMS")).hasBinaryContent(before);
    assertThat(below(out)).containsExactly("2025-09");
  }

  @Test
  void reportsWhereItCannotWrite() throws IOException {
    Path file = Files.writeString(out.resolve("file"), "");
    ReportFolder folder =
        ReportFolder.at(file.resolve("below").toString(), new Configuration(false));
    assertThatThrownBy(() -> folder.prepare("2025-09", false))
        .isInstanceOf(UserError.class)
        .hasMessageMatching(
            "Cannot write to file:.*/file/below: .*\\. Give --out a folder that you may write to\\.");
  }

  @Test
  void writesTheResultNextToTheReports() throws IOException {
    ReportFolder folder = folder(true);
    TreeMap<String, Long> counts = new TreeMap<>();
    counts.put("findings", 6L);
    RunResult result =
        new RunResult(
            "2025-09", "report", "r-1", 3, "findings", Optional.empty(), Optional.empty(), counts);
    folder.write(result);
    folder.write(result);
    assertThat(below(out)).containsExactly("_RESULT.json");
    assertThat(Files.readString(out.resolve("_RESULT.json")))
        .contains("\"exit_code\" : 3", "\"outcome\" : \"findings\"", "\"findings\" : 6");
    folder.prepare("2025-09", false);
    assertThat(below(out)).isEmpty();
  }
}
