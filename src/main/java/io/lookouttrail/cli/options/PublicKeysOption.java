package io.lookouttrail.cli.options;

import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/** The keys that digests are signed with. */
public final class PublicKeysOption {
  @Option(
      names = "--public-keys",
      paramLabel = "URI",
      converter = OptionConverters.Location.class,
      arity = "1..*",
      description =
          "What 'aws cloudtrail list-public-keys' printed, or a folder of such files; several"
              + " allowed. Without keys only the chain of hashes can be checked.",
      order = 20)
  public List<String> uris = new ArrayList<>();
}
