package io.lookouttrail.integrity;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count_if;
import static org.apache.spark.sql.functions.not;

import io.lookouttrail.integrity.chain.ValidationContext;
import io.lookouttrail.run.Window;
import io.lookouttrail.tables.DigestFinding.Kind;
import io.lookouttrail.tables.DigestFinding.State;
import io.lookouttrail.tables.DigestFindingsTable;
import io.lookouttrail.tables.TableStore;
import java.util.Optional;
import org.apache.spark.api.java.function.FilterFunction;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * What earlier checks of the archive found in the window and this run must compare with, counted in
 * one pass over their findings. Most runs find nothing to compare.
 *
 * @param gone the earlier findings of objects that were there and are not listed now; empty without
 *     an earlier check
 * @param gapCount number of earlier findings of periods without digests
 * @param goneCount number of rows of {@code gone}
 */
record EarlierChecks(Optional<Dataset<Row>> gone, long gapCount, long goneCount) {

  static EarlierChecks count(
      TableStore store, VerifyListing listing, ValidationContext context, Window window) {
    if (!store.exists(DigestFindingsTable.SPEC)) {
      return new EarlierChecks(Optional.empty(), 0, 0);
    }
    store.describe("Compare with what earlier runs found");
    ListedSelection selection = ListedSelection.of(listing, context, window);
    FilterFunction<Row> isGone =
        row -> selection.lacks(row.getAs("object"), row.getAs("account_id"), row.getAs("region"));
    Dataset<Row> earlier =
        store
            .read(DigestFindingsTable.SPEC)
            .where(col("object").startsWith(context.root()))
            .where(ClosedGaps.overlapsWindow(context));
    Column isGap = col("kind").equalTo(Kind.DIGEST.label()).and(ClosedGaps.isWithoutDigest());
    Row counts =
        earlier
            .where(isGap.or(wasThere()))
            .select(col("object"), col("account_id"), col("region"), isGap.as("gap"))
            .filter((FilterFunction<Row>) row -> row.getBoolean(3) || isGone.call(row))
            .agg(count_if(col("gap")), count_if(not(col("gap"))))
            .first();
    return new EarlierChecks(
        Optional.of(earlier.where(wasThere()).filter(isGone)),
        counts.getLong(0),
        counts.getLong(1));
  }

  /** Not a period without digests, and not an object that was missing then. */
  private static Column wasThere() {
    Column isPeriod = col("kind").equalTo(Kind.DIGEST.label()).and(col("actual_hash").isNull());
    return col("start_time")
        .isNotNull()
        .and(not(col("state").isin(State.MISSING.label(), State.GAP.label())))
        .and(not(isPeriod).or(col("state").equalTo(State.UNREADABLE.label())));
  }
}
