package io.lookouttrail.cli.options;

import io.lookouttrail.reports.findings.facts.AcceptedFinding;
import io.lookouttrail.reports.findings.input.AcceptedFindingsFile;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The option --accepted: the list of findings that someone accepted. */
public final class AcceptedOption {
  @Option(
      names = "--accepted",
      paramLabel = "URI",
      converter = OptionConverters.Location.class,
      description =
          "Accepted findings, a CSV of finding_id (or rule with subject, account_id or both),"
              + " reason, approved_by, until. The report shows them as accepted and does not hide"
              + " them.",
      order = 24)
  public @Nullable String uri;

  /** Reads the list; empty without the option. */
  public List<AcceptedFinding> read(Configuration hadoop) {
    return uri == null
        ? List.of()
        : AcceptedFindingsFile.read(uri, TextFiles.read(hadoop, uri, "--accepted"));
  }
}
