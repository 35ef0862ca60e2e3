package io.lookouttrail.cli.options;

import io.lookouttrail.grants.AuthorizationDetails;
import io.lookouttrail.grants.EvaluatedGrants;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import picocli.CommandLine.Option;

/** The option --authorization-details: what the policies of accounts grant. */
public final class AuthorizationDetailsOption {
  @Option(
      names = "--authorization-details",
      paramLabel = "URI",
      converter = OptionConverters.Location.class,
      arity = "1..*",
      description =
          "The output of 'aws iam get-account-authorization-details', a file for each account;"
              + " several allowed. Compares what is granted with what was used.",
      order = 26)
  public List<String> uris = new ArrayList<>();

  /**
   * Reads the files; empty without the option.
   *
   * @throws io.lookouttrail.run.UserError where a file cannot be read, is not valid, or is of the
   *     account of another one
   */
  public List<AuthorizationDetails> read(Configuration hadoop) {
    List<AuthorizationDetails> details =
        uris.stream()
            .map(
                uri ->
                    AuthorizationDetails.parse(
                        uri, TextFiles.read(hadoop, uri, "--authorization-details")))
            .toList();
    EvaluatedGrants.requireDistinct(details);
    return details;
  }
}
