package io.lookouttrail.cli;

import io.lookouttrail.cli.commands.CheckReportCommand;
import io.lookouttrail.cli.commands.DemoCommand;
import io.lookouttrail.cli.commands.IngestCommand;
import io.lookouttrail.cli.commands.MaintainCommand;
import io.lookouttrail.cli.commands.MonthlyCommand;
import io.lookouttrail.cli.commands.PolicyCommand;
import io.lookouttrail.cli.commands.ProgramCommand;
import io.lookouttrail.cli.commands.ReportCommand;
import io.lookouttrail.cli.commands.SampleCommand;
import io.lookouttrail.cli.commands.SqlCommand;
import io.lookouttrail.cli.commands.TraceCommand;
import io.lookouttrail.cli.commands.VerifyCommand;
import io.lookouttrail.cli.errors.ErrorMessages;
import io.lookouttrail.cli.errors.SecretMasking;
import io.lookouttrail.cli.errors.UsageErrors;
import io.lookouttrail.cli.options.CommonOptions;
import io.lookouttrail.cli.options.FindingsOption;
import io.lookouttrail.cli.options.MetricsOption;
import io.lookouttrail.cli.terminal.Console;
import io.lookouttrail.cli.terminal.ProgressStyle;
import io.lookouttrail.cli.terminal.ShutdownState;
import io.lookouttrail.run.ExitCode;
import io.lookouttrail.run.UserError;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** The program with all its commands; prints their errors and returns their exit codes. */
public final class CommandTree {
  private static final String COMMON = "common";

  private final Console console;

  private CommandTree(Console console) {
    this.console = console;
  }

  static CommandLine of(Console console) {
    return new CommandTree(console).build(commands(console));
  }

  /** The only list of the commands, in the order of the help. */
  private static List<Callable<ExitCode>> commands(Console console) {
    return List.of(
        new IngestCommand(console),
        new VerifyCommand(console),
        new SqlCommand(console),
        new ReportCommand(console),
        new MonthlyCommand(console),
        new PolicyCommand(console),
        new CheckReportCommand(console),
        new TraceCommand(console),
        new MaintainCommand(console),
        new SampleCommand(console.progress(ProgressStyle.AUTO)),
        new DemoCommand(console));
  }

  static CommandLine of(Console console, List<Callable<ExitCode>> commands) {
    return new CommandTree(console).build(commands);
  }

  private CommandLine build(List<Callable<ExitCode>> commands) {
    CommandLine program = new CommandLine(new ProgramCommand());
    for (Callable<ExitCode> command : commands) {
      CommandLine added = new CommandLine(command);
      added.addMixin(COMMON, new CommonOptions());
      program.addSubcommand(added);
    }
    return program
        .setOut(console.out())
        .setErr(console.err())
        .setColorScheme(CommandLine.Help.defaultColorScheme(CommandLine.Help.Ansi.OFF))
        .setUsageHelpWidth(100)
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setExecutionStrategy(this::execute)
        .setParameterExceptionHandler((IParameterExceptionHandler) this::printUsageError);
  }

  private int execute(ParseResult parsed) {
    Integer helped = CommandLine.executeHelpRequest(parsed);
    if (helped != null) {
      return helped;
    }
    ParseResult leaf = parsed;
    while (leaf.hasSubcommand()) {
      leaf = leaf.subcommand();
    }
    CommandLine line = leaf.commandSpec().commandLine();
    if (!(line.getCommand() instanceof Callable<?> command)) {
      throw new ParameterException(line, "no command was given");
    }
    return measured(line, command);
  }

  /** Runs the command, then writes its metrics, which change no exit code. */
  private int measured(CommandLine line, Callable<?> command) {
    Instant start = console.clock().instant();
    int code = call(line, command);
    try {
      MetricsOption.of(line)
          .ifPresent(
              metrics ->
                  metrics.write(line.getCommandName(), start, console.clock().instant(), code));
    } catch (UserError e) {
      console.err().println(SecretMasking.mask(String.valueOf(e.getMessage())));
    }
    return code;
  }

  // Errors too: a user can do something about an OutOfMemoryError.
  @SuppressWarnings("CatchThrowable")
  private int call(CommandLine line, Callable<?> command) {
    try {
      ExitCode code = (ExitCode) command.call();
      return FindingsOption.of(line).map(option -> option.codeOf(code)).orElse(code.code());
    } catch (ParameterException e) {
      throw e;
    } catch (Throwable e) {
      boolean trace =
          line.getMixins().get(COMMON) instanceof CommonOptions options && options.stacktrace;
      return printError(e, line, trace);
    }
  }

  private int printError(Throwable thrown, CommandLine line, boolean trace) {
    // When the JVM shuts down, Spark stops during the run, which then fails with any exception.
    UserError error =
        ShutdownState.isUnderWay()
            ? ErrorMessages.interrupted(thrown, line.getCommandName())
            : ErrorMessages.of(thrown, line.getCommandName());
    console.out().flush();
    console.err().println(SecretMasking.mask(String.valueOf(error.getMessage())));
    if (trace) {
      console.err().print(SecretMasking.mask(ErrorMessages.trace(thrown)));
    }
    return error.exitCode().code();
  }

  /** If an option is missing and another is unknown, the user has probably mistyped it. */
  private static ParameterException likelyCause(ParameterException refused) {
    List<String> unknown = refused.getCommandLine().getUnmatchedArguments();
    return refused instanceof MissingParameterException && !unknown.isEmpty()
        ? new UnmatchedArgumentException(refused.getCommandLine(), unknown)
        : refused;
  }

  private int printUsageError(ParameterException refused, String[] args) {
    console.err().println(SecretMasking.mask(UsageErrors.of(likelyCause(refused))));
    return ExitCode.USAGE.code();
  }
}
