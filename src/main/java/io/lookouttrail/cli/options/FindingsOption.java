package io.lookouttrail.cli.options;

import io.lookouttrail.run.ExitCode;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Option;

/** The exit code of a command that ends with findings. */
public final class FindingsOption {
  @Option(
      names = "--findings-exit",
      paramLabel = "CODE",
      defaultValue = "3",
      converter = OptionConverters.FindingsCode.class,
      description = "Exit code if something needs review: 3 (default) or 0.",
      order = 900)
  int code = ExitCode.FINDINGS.code();

  public int codeOf(ExitCode result) {
    return result == ExitCode.FINDINGS ? code : result.code();
  }

  public static Optional<FindingsOption> of(CommandLine command) {
    return command.getMixins().values().stream()
        .filter(FindingsOption.class::isInstance)
        .map(FindingsOption.class::cast)
        .findFirst();
  }
}
