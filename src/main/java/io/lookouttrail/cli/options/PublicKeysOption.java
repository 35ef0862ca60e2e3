package io.lookouttrail.cli.options;

import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/** The public keys that verify the signatures of digests. */
public final class PublicKeysOption {
  @Option(
      names = "--public-keys",
      paramLabel = "URI",
      converter = OptionConverters.Location.class,
      arity = "1..*",
      description =
          "The output of 'aws cloudtrail list-public-keys', or a folder of such files; several"
              + " allowed.",
      order = 20)
  public List<String> uris = new ArrayList<>();
}
