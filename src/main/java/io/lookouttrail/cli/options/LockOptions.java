package io.lookouttrail.cli.options;

import java.time.Duration;
import picocli.CommandLine.Option;

/** How long a run waits for another run that writes to the tables. */
public final class LockOptions {
  @Option(
      names = "--lock-wait",
      paramLabel = "DURATION",
      defaultValue = "0s",
      converter = OptionConverters.Time.class,
      description =
          "How long to wait for another run that writes to the tables: 30s, 10m, 2h, 1d, PT5M; default"
              + " ${DEFAULT-VALUE}.")
  public Duration wait = Duration.ZERO;
}
