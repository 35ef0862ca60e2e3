package io.lookouttrail.cli.options;

import io.lookouttrail.run.UserError;
import io.lookouttrail.scan.ScanOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import picocli.CommandLine.Option;

/** Which services' events a run wants. */
public final class SourceOptions {
  @Option(
      names = "--event-source",
      paramLabel = "NAME",
      description =
          "A source of events, by CloudTrail's name of it; default "
              + ScanOptions.LOOKOUT_FOR_VISION
              + ". Repeatable.")
  List<String> names = new ArrayList<>();

  /**
   * The sources, the default one where none is given.
   *
   * @throws UserError where a name cannot be a source's
   */
  public Set<String> sources() {
    names.forEach(SourceOptions::check);
    return names.isEmpty() ? Set.of(ScanOptions.LOOKOUT_FOR_VISION) : new TreeSet<>(names);
  }

  /**
   * Refuses what can be no source's name.
   *
   * @throws UserError naming it
   */
  static void check(String name) {
    if (!name.matches("[A-Za-z0-9_-]+(\\.[A-Za-z0-9_-]+)+")) {
      throw UserError.usage(
          "choose the events",
          "'" + name + "' is no event source",
          "CloudTrail names them like s3.amazonaws.com.");
    }
  }
}
