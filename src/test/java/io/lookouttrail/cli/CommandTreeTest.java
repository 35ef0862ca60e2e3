package io.lookouttrail.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.lookouttrail.cli.options.FindingsOption;
import io.lookouttrail.cli.terminal.Console;
import io.lookouttrail.run.ExitCode;
import io.lookouttrail.run.UserError;
import java.io.PrintWriter;
import java.io.Writer;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

class CommandTreeTest {

  // Picocli fills and reads the fields.
  @SuppressWarnings("UnusedVariable")
  @Command(name = "audit", description = "Looks at the books.")
  private static final class Audit implements Callable<ExitCode> {
    @Mixin FindingsOption findings = new FindingsOption();

    @Option(names = "--tables", required = true)
    String tables = "";

    private final Callable<ExitCode> work;

    Audit(Callable<ExitCode> work) {
      this.work = work;
    }

    @Override
    public ExitCode call() throws Exception {
      return work.call();
    }
  }

  private static CliRun audit(Callable<ExitCode> work, String... options) {
    String[] args = new String[options.length + 3];
    args[0] = "audit";
    args[1] = "--tables";
    args[2] = "t";
    System.arraycopy(options, 0, args, 3, options.length);
    return CliRun.of(new Audit(work), args);
  }

  private static ExitCode fail(Exception e) throws Exception {
    throw e;
  }

  @Test
  void endsWithTheCodeOfTheResult() {
    assertThat(audit(() -> ExitCode.DONE).code()).isEqualTo(0);
    assertThat(audit(() -> ExitCode.FAILED).code()).isEqualTo(1);
    assertThat(audit(() -> ExitCode.FINDINGS).code()).isEqualTo(3);
  }

  @Test
  void turnsFindingsIntoZeroWhereAskedFor() {
    assertThat(audit(() -> ExitCode.FINDINGS, "--findings-exit", "0").code()).isEqualTo(0);
    assertThat(audit(() -> ExitCode.FINDINGS, "--findings-exit=3").code()).isEqualTo(3);
    assertThat(audit(() -> ExitCode.FAILED, "--findings-exit", "0").code()).isEqualTo(1);
    assertThat(audit(() -> ExitCode.DONE, "--findings-exit", "1"))
        .satisfies(run -> assertThat(run.code()).isEqualTo(2))
        .satisfies(run -> assertThat(run.err()).contains("'1' is neither 0 nor 3"));
  }

  @Test
  void reportsAUsersErrorInItsOneLineWithItsOwnCode() {
    CliRun failed =
        audit(() -> fail(UserError.cannot("audit", "the books burnt", "Buy new ones.")));
    assertThat(failed)
        .isEqualTo(new CliRun(1, "", "Cannot audit: the books burnt. Buy new ones.\n"));
    CliRun misused = audit(() -> fail(UserError.usage("audit", "no books", "Name some.")));
    assertThat(misused).isEqualTo(new CliRun(2, "", "Cannot audit: no books. Name some.\n"));
  }

  @Test
  void reportsABugInOneLineAndItsTraceOnlyWhereAskedFor() {
    Callable<ExitCode> broken =
        () -> fail(new IllegalStateException("wrapped", new ArithmeticException("odd\nsecond")));
    assertThat(audit(broken).code()).isEqualTo(1);
    assertThat(audit(broken).err())
        .isEqualTo(
            "Cannot run audit: java.lang.ArithmeticException: odd. This is a bug, or something that"
                + " Lookout Trail does not know yet: run again with --stacktrace.\n");
    assertThat(audit(broken, "--stacktrace").err())
        .contains("Cannot run audit:", "IllegalStateException: wrapped", "\tat io.lookouttrail");
  }

  @Test
  void hidesCredentialsInLinesAndTraces() {
    CliRun run =
        audit(
            () -> fail(new IllegalStateException("key AKIAIOSFODNN7EXAMPLE was refused")),
            "--stacktrace");
    assertThat(run.err()).contains("AKIA***").doesNotContain("IOSFODNN7");
  }

  @Test
  void suggestsWhatAMistypedOptionMeant() {
    assertThat(CliRun.of(new Audit(() -> ExitCode.DONE), "audit", "--tabels", "t"))
        .isEqualTo(
            new CliRun(
                2,
                "",
                "Cannot run audit: there is no option --tabels. Did you mean --tables?"
                    + " Try 'lookout-trail audit --help'.\n"));
  }

  @Test
  void suggestsWhatAMistypedCommandMeant() {
    assertThat(CliRun.of(new Audit(() -> ExitCode.DONE), "audti"))
        .isEqualTo(
            new CliRun(
                2,
                "",
                "Cannot run lookout-trail: there is no command audti. Did you mean audit?"
                    + " Try 'lookout-trail --help'.\n"));
  }

  @Test
  void saysThatAnOptionIsSparks() {
    assertThat(audit(() -> ExitCode.DONE, "--conf", "spark.x=1").err())
        .contains("there is no option --conf. It is Spark's: give it to spark-submit");
  }

  @Test
  void namesTheChoicesAsTheHelpDoes() {
    CliRun run = CliRun.of("ingest", "--archive", "a", "--tables", "t", "--progress", "loud");

    assertThat(run.code()).isEqualTo(2);
    assertThat(run.err())
        .startsWith(
            "Cannot run ingest: --progress 'loud' is not one of auto, plain, none. Try 'lookout-trail");
  }

  @Test
  void namesWhatIsMissing() {
    assertThat(CliRun.of(new Audit(() -> ExitCode.DONE), "audit"))
        .isEqualTo(
            new CliRun(
                2,
                "",
                "Cannot run audit: --tables <tables> is missing."
                    + " Try 'lookout-trail audit --help'.\n"));
    assertThat(CliRun.of().err())
        .isEqualTo("Cannot run lookout-trail: no command was given. Try 'lookout-trail --help'.\n");
    assertThat(CliRun.of().code()).isEqualTo(2);
  }

  @Test
  void helpsOnTheProgramAndOnEveryCommand() {
    CliRun program = CliRun.of("--help");
    assertThat(program.code()).isZero();
    assertThat(program.err()).isEmpty();
    assertThat(program.out()).contains("Usage: lookout-trail", "Exit codes:", "  sql ");
    PrintWriter nowhere = new PrintWriter(Writer.nullWriter());
    CommandTree.of(Console.captured(nowhere, nowhere, CliRun.NEW_YEAR))
        .getSubcommands()
        .keySet()
        .forEach(
            name ->
                assertThat(CliRun.of(name, "--help").out())
                    .as("help of %s", name)
                    .contains("Usage: lookout-trail " + name, "Examples:", "--stacktrace"));
  }

  @Test
  void reportsItsVersions() {
    assertThat(CliRun.of("--version"))
        .satisfies(run -> assertThat(run.code()).isZero())
        .satisfies(
            run ->
                assertThat(run.out())
                    .matches("Lookout Trail [0-9][^$]*\nSpark [0-9.]+\nDelta [0-9.]+\n"));
  }
}
