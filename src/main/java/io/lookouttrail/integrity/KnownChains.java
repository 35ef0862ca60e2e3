package io.lookouttrail.integrity;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.not;

import io.lookouttrail.integrity.chain.ChainId;
import io.lookouttrail.integrity.chain.ValidationContext;
import io.lookouttrail.tables.DigestFinding.Kind;
import io.lookouttrail.tables.DigestFinding.Proof;
import io.lookouttrail.tables.DigestFinding.State;
import io.lookouttrail.tables.DigestFindingsTable;
import io.lookouttrail.tables.TableStore;
import java.util.HashSet;
import java.util.Set;
import java.util.TreeSet;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Search for chains whose digests an earlier check proved, with Spark.
 *
 * @param chains rows of {@link VerifyRows#CHAIN_RESULT}
 */
record KnownChains(TableStore store, Dataset<Row> chains, ValidationContext context)
    implements EarlierProofs {
  @Override
  public Set<ChainId> signed() {
    return store.exists(DigestFindingsTable.SPEC) ? ids(signedFindings()) : Set.of();
  }

  @Override
  public Set<ChainId> proven(Set<ChainId> suspects) {
    return proven(store, suspects);
  }

  /** The findings of digests of the archive whose signature an earlier check verified. */
  private Dataset<Row> signedFindings() {
    store.describe("Look for digests that earlier runs proved");
    return store
        .read(DigestFindingsTable.SPEC)
        .where(col("kind").equalTo(Kind.DIGEST.label()))
        .where(col("state").equalTo(State.VALID.label()))
        .where(col("proof").equalTo(Proof.SIGNED.label()))
        .where(col("object").startsWith(context.root()));
  }

  @Override
  public Set<String> changed() {
    Set<String> changed = new TreeSet<>();
    chains
        .where(col("finding.state").isin(State.VALID.label(), State.NOT_VALIDATED.label()))
        .where(col("finding.actual_hash").isNotNull())
        .select(col("finding.object").as("object"), col("finding.actual_hash").as("now"))
        .join(signedFindings().select(col("object"), col("actual_hash")).distinct(), "object")
        .groupBy("object")
        .agg(max(col("actual_hash").equalTo(col("now"))).as("same"))
        .where(not(col("same")))
        .select("object")
        .collectAsList()
        .forEach(row -> changed.add(row.getString(0)));
    return changed;
  }

  /** Those of the chains of which an earlier check proved a digest, and others of their trails. */
  static Set<ChainId> proven(TableStore store, Set<ChainId> suspects) {
    if (!store.exists(DigestFindingsTable.SPEC)) {
      return Set.of();
    }
    store.describe("Look for trails that earlier runs proved");
    Object[] trails = suspects.stream().map(ChainId::trail).distinct().toArray();
    return ids(
        store
            .read(DigestFindingsTable.SPEC)
            .where(col("kind").equalTo(Kind.DIGEST.label()))
            .where(col("state").equalTo(State.VALID.label()))
            .where(col("proof").notEqual(Proof.NONE.label()))
            .where(col("trail").isin(trails)));
  }

  private static Set<ChainId> ids(Dataset<Row> findings) {
    Set<ChainId> known = new HashSet<>();
    for (Row row :
        findings
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
