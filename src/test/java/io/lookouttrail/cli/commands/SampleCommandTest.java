package io.lookouttrail.cli.commands;

import static org.assertj.core.api.Assertions.assertThat;

import io.lookouttrail.run.Progress;
import io.lookouttrail.sample.plan.Plant;
import io.lookouttrail.sample.truth.SampleTruth;
import io.lookouttrail.sample.truth.TruthFiles;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class SampleCommandTest {
  @TempDir Path folder;
  private final StringWriter shown = new StringWriter();
  private final StringWriter errors = new StringWriter();

  private int run(String... args) {
    return new CommandLine(new SampleCommand(Progress.SILENT))
        .setOut(new PrintWriter(shown))
        .setErr(new PrintWriter(errors))
        .setExecutionExceptionHandler(
            (thrown, line, parsed) -> {
              line.getErr().println(thrown.getMessage());
              return 1;
            })
        .execute(args);
  }

  @Test
  void helpListsEveryPlantWithItsLine() {
    String help =
        new CommandLine(new SampleCommand(Progress.SILENT))
            .setUsageHelpWidth(100)
            .getUsageMessage();

    for (Plant plant : Plant.values()) {
      assertThat(help).contains(plant.label()).contains(plant.explanation());
    }
    assertThat(help).contains("Examples:").contains("--records-per-file").contains("DIR/truth");
  }

  @Test
  void writesWhatItIsToldAndSaysSo() {
    Path out = folder.resolve("sample");
    int code =
        run(
            "--out",
            out.toString(),
            "--from",
            "2025-10-27",
            "--to",
            "2025-10-28",
            "--accounts",
            "1",
            "--regions",
            "eu-west-1,us-west-2",
            "--organization",
            "none",
            "--noise",
            "0.2",
            "--detections-per-day",
            "30",
            "--digest-hours",
            "24",
            "--head-files",
            "all",
            "--plant",
            "validation-off",
            "--plant",
            "bad-record",
            "--plant",
            "root-use",
            "--threads",
            "2",
            "--seed",
            "7");

    assertThat(errors.toString())
        .contains("Days     2025-10-27 to 2025-10-28", "Faults   3 to be found")
        .contains("public keys in " + out.resolve("public-keys-*.json"))
        .contains("Left out validation-off: the sample has too few days");
    assertThat(code).isZero();
    assertThat(shown.toString()).isEmpty();
    SampleTruth truth = TruthFiles.readBeside(out);
    assertThat(truth.events())
        .extracting(SampleTruth.EventCount::region)
        .contains("eu-west-1", "us-west-2");
    assertThat(truth.totals().rejected()).isEqualTo(3);
    assertThat(truth.digests()).allMatch(chain -> chain.headFiles() == chain.digests());
    assertThat(out.resolve("public-keys-us-west-2.json")).isNotEmptyFile();
    assertThat(out.resolve("authorization-details/111122223333.json")).isNotEmptyFile();
    assertThat(truth.grants())
        .extracting(SampleTruth.Granted::plant)
        .contains("never_used", "boundary", "deny", "condition", "group");
  }

  @Test
  void refusesWhatDoesNotGoTogether() {
    String out = folder.resolve("sample").toString();

    assertThat(run("--out", out, "--noise", "0.2", "--size", "1GB")).isEqualTo(1);
    assertThat(run("--out", out, "--to", "2025-10-01")).isEqualTo(1);
    assertThat(run("--out", out, "--plant", "gremlins")).isEqualTo(1);
    assertThat(run("--out", out, "--head-files", "some")).isEqualTo(1);
    assertThat(errors.toString().lines())
        .hasSize(4)
        .allMatch(line -> line.matches("Cannot .*: .*\\. .*\\."));
  }
}
