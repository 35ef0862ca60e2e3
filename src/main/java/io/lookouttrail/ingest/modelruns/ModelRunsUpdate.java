package io.lookouttrail.ingest.modelruns;

import static org.apache.spark.sql.functions.col;

import io.lookouttrail.tables.EventsTable;
import io.lookouttrail.tables.IngestedFilesTable;
import io.lookouttrail.tables.ModelRunsTable;
import io.lookouttrail.tables.TableStore;
import io.lookouttrail.tables.Views;
import io.lookouttrail.tables.lock.WriterLock;
import java.time.Instant;
import java.util.Optional;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.storage.StorageLevel;

/**
 * Update of the model_runs table after a batch of events. It pairs anew the calls of each project
 * that the batch's calls are about, over all stored events of the project, and of each project with
 * an open run, because an open run counts up to the newest delivery.
 *
 * <p>The result depends on the stored events and the newest delivery only. The order of batches
 * does not change it, and the same batch twice gives the same rows.
 */
public final class ModelRunsUpdate {
  private final TableStore store;
  private final WriterLock lock;

  public ModelRunsUpdate(TableStore store, WriterLock lock) {
    this.store = store;
    this.lock = lock;
  }

  /** Rewrites the projects' runs that changed, in one commit; commits nothing if none changed. */
  public void run(NewEvents batch) {
    store.ensure(ModelRunsTable.SPEC);
    if (!batch.mayChangeRuns() && store.isUntouched(ModelRunsTable.SPEC)) {
      return;
    }
    describe("Look up the newest delivery in the ledger");
    Optional<Instant> before = IngestedFilesTable.newestDelivery(store);
    boolean isNewer = before.isEmpty() || before.get().isBefore(batch.newestDelivery());
    if (batch.mayChangeRuns() || isNewer) {
      Instant newest = isNewer ? batch.newestDelivery() : before.get();
      rewrite(batch.batch(), changedProjects(batch, isNewer), newest);
    }
  }

  private void rewrite(String batch, Dataset<Row> changed, Instant newestDelivery) {
    Dataset<Row> projects = changed.distinct();
    Dataset<Row> runs =
        ModelCalls.inOrder(Views.currentEvents(store), projects)
            .mapPartitions(pairing(newestDelivery), Encoders.row(ModelRunsTable.SPEC.schema()));
    describe("Pair the starts and ends of models for " + batch);
    if (store.isUntouched(ModelRunsTable.SPEC)) {
      lock.check();
      ModelRunsTable.write(store, runs);
    } else {
      replace(
          projects.persist(StorageLevel.MEMORY_AND_DISK()),
          runs.persist(StorageLevel.MEMORY_AND_DISK()));
    }
  }

  private void replace(Dataset<Row> projects, Dataset<Row> runs) {
    try {
      Optional<String> month = ModelRunsTable.firstMonthThatDiffers(store, projects, runs);
      if (month.isPresent()) {
        lock.check();
        describe("Write the model runs from %s on".formatted(month.get()));
        ModelRunsTable.rewrite(store, projects, runs, month.get());
      }
    } finally {
      runs.unpersist(false);
      projects.unpersist(false);
    }
  }

  private static MapPartitionsFunction<Row, Row> pairing(Instant newestDelivery) {
    return calls -> new ModelRunRows(calls, newestDelivery);
  }

  private Dataset<Row> changedProjects(NewEvents batch, boolean newestDeliveryChanged) {
    Dataset<Row> events = batch.events();
    Dataset<Row> projects = ModelCalls.projects(events.where(ModelCalls.changesRuns()));
    if (!batch.correctedDates().isEmpty()) {
      Dataset<Row> originals =
          EventsTable.correctedBy(
              store, events.where(col("corrects_event_id").isNotNull()), batch.correctedDates());
      projects = projects.union(ModelCalls.projects(originals.where(ModelCalls.changesRuns())));
    }
    return newestDeliveryChanged && !store.isUntouched(ModelRunsTable.SPEC)
        ? projects.union(ModelRunsTable.projectsWithOpenRuns(store))
        : projects;
  }

  private void describe(String sentence) {
    store.describe(sentence);
  }
}
