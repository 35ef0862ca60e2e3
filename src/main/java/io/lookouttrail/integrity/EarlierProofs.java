package io.lookouttrail.integrity;

import io.lookouttrail.integrity.chain.ChainId;
import io.lookouttrail.integrity.chain.ChainVerdicts;
import io.lookouttrail.integrity.chain.ValidationContext;
import java.util.Set;

/** What earlier checks proved of digests. */
interface EarlierProofs {
  /** The chains of the archive of which an earlier check verified a signature. */
  Set<ChainId> signed();

  /** The digests that nothing contradicts now, and whose content is not the one that was signed. */
  Set<String> changed();

  /** Those of the chains of which an earlier check proved a digest, and others of their trails. */
  Set<ChainId> proven(Set<ChainId> suspects);

  /**
   * The verdicts on the chains; looks at earlier checks only if a chain is suspected, or if no keys
   * were given.
   */
  default ChainVerdicts verdicts(ChainOverview overview, ValidationContext context) {
    if (context.keys().isEmpty()) {
      Set<ChainId> known = signed();
      if (!known.isEmpty()) {
        return ChainVerdicts.ofSignedBefore(
            overview.chains(), context.locations(), context.root(), known, changed());
      }
    }
    Set<ChainId> suspects =
        ChainVerdicts.toBeKnown(overview.chains(), context.locations(), context.root());
    Set<ChainId> known = suspects.isEmpty() ? Set.of() : proven(suspects);
    return ChainVerdicts.of(
        overview.chains(), context.locations(), context.root(), known::contains);
  }
}
