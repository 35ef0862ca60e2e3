package io.lookouttrail.integrity;

import static org.apache.spark.sql.functions.col;

import io.lookouttrail.integrity.chain.ChainId;
import io.lookouttrail.integrity.chain.ChainVerdicts;
import io.lookouttrail.integrity.chain.ValidationContext;
import io.lookouttrail.tables.DigestFinding.Kind;
import io.lookouttrail.tables.DigestFinding.Proof;
import io.lookouttrail.tables.DigestFinding.State;
import io.lookouttrail.tables.DigestFindingsTable;
import io.lookouttrail.tables.TableStore;
import java.util.HashSet;
import java.util.Set;
import org.apache.spark.sql.Row;

/** Search for chains whose digests an earlier check proved. */
final class KnownChains {
  private KnownChains() {}

  /** The verdicts on the chains; reads the table of findings only if a chain is suspected. */
  static ChainVerdicts verdicts(
      TableStore store, ChainOverview overview, ValidationContext context) {
    Set<ChainId> suspects =
        ChainVerdicts.toBeKnown(overview.chains(), context.locations(), context.root());
    Set<ChainId> known = suspects.isEmpty() ? Set.of() : proven(store, suspects);
    return ChainVerdicts.of(
        overview.chains(), context.locations(), context.root(), known::contains);
  }

  /** Those of the chains of which an earlier check proved a digest, and others of their trails. */
  static Set<ChainId> proven(TableStore store, Set<ChainId> suspects) {
    if (!store.exists(DigestFindingsTable.SPEC)) {
      return Set.of();
    }
    store.spark().sparkContext().setJobDescription("Look for trails that earlier runs proved");
    Object[] trails = suspects.stream().map(ChainId::trail).distinct().toArray();
    Set<ChainId> known = new HashSet<>();
    for (Row row :
        store
            .read(DigestFindingsTable.SPEC)
            .where(col("kind").equalTo(Kind.DIGEST.label()))
            .where(col("state").equalTo(State.VALID.label()))
            .where(col("proof").notEqual(Proof.NONE.label()))
            .where(col("trail").isin(trails))
            .select(
                col("object"),
                col("account_id"),
                col("region"),
                col("trail"),
                DigestColumns.chain())
            .dropDuplicates("account_id", "region", "trail", "chain")
            .collectAsList()) {
      known.add(ChainId.of(row.getString(0), row.getString(1), row.getString(2), row.getString(3)));
    }
    return known;
  }
}
