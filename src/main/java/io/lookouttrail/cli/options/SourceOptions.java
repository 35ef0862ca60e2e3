package io.lookouttrail.cli.options;

import io.lookouttrail.run.UserError;
import io.lookouttrail.scan.ScanOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import picocli.CommandLine.Option;

/** The event sources that a run reads. */
public final class SourceOptions {
  @Option(
      names = "--event-source",
      paramLabel = "NAME",
      description =
          "An event source, by its name in CloudTrail; default "
              + ScanOptions.LOOKOUT_FOR_VISION
              + ". Repeatable.")
  List<String> names = new ArrayList<>();

  /**
   * The sources; the default one if none is given.
   *
   * @throws UserError where a name is not that of an event source
   */
  public Set<String> sources() {
    names.forEach(SourceOptions::check);
    return names.isEmpty() ? Set.of(ScanOptions.LOOKOUT_FOR_VISION) : new TreeSet<>(names);
  }

  /**
   * Checks that a name has the form of an event source.
   *
   * @throws UserError naming it
   */
  static void check(String name) {
    if (!name.matches("[A-Za-z0-9_-]+(\\.[A-Za-z0-9_-]+)+")) {
      throw UserError.usage(
          "choose the events",
          "--event-source '" + name + "' is not an event source",
          "Write it as CloudTrail does, such as " + ScanOptions.LOOKOUT_FOR_VISION + ".");
    }
  }
}
