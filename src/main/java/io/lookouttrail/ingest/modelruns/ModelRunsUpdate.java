package io.lookouttrail.ingest.modelruns;

import static org.apache.spark.sql.functions.col;

import io.lookouttrail.ingest.BatchStats;
import io.lookouttrail.ingest.StagedBatch;
import io.lookouttrail.tables.EventsTable;
import io.lookouttrail.tables.IngestedFilesTable;
import io.lookouttrail.tables.ModelRunsTable;
import io.lookouttrail.tables.TableStore;
import io.lookouttrail.tables.Views;
import io.lookouttrail.tables.lock.WriterLock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import java.util.SortedSet;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.storage.StorageLevel;

/**
 * Brings the model runs up to what a batch's events and files tell: of the projects that its calls
 * are about, over all their events, and of those with an open run, which counts up to the newest
 * delivery.
 *
 * <p>What is written follows from the events and the newest delivery alone, so batches may come in
 * any order and twice.
 */
public final class ModelRunsUpdate {
  private final TableStore store;
  private final WriterLock lock;

  public ModelRunsUpdate(TableStore store, WriterLock lock) {
    this.store = store;
    this.lock = lock;
  }

  /**
   * Rewrites what changed, in one commit; nothing where nothing did.
   *
   * @param staged of a batch whose events are merged and whose files are not in the ledger yet
   * @param corrected the dates of the stored events that it corrects
   */
  public void run(
      String label, StagedBatch staged, BatchStats facts, SortedSet<LocalDate> corrected) {
    boolean called = facts.modelCalls() > 0 || !facts.correctionDates().isEmpty();
    store.open(ModelRunsTable.SPEC);
    if (!called && store.isUntouched(ModelRunsTable.SPEC)) {
      return;
    }
    describe("Look up the newest delivery");
    Optional<Instant> before = IngestedFilesTable.newestDelivery(store);
    boolean moved = before.isEmpty() || before.get().isBefore(facts.newestDelivery());
    if (called || moved) {
      Instant newest = moved ? facts.newestDelivery() : before.get();
      rewrite(label, projects(staged, corrected, moved), newest);
    }
  }

  private void rewrite(String label, Dataset<Row> touched, Instant newestDelivery) {
    Dataset<Row> projects = touched.distinct();
    Dataset<Row> runs =
        ModelCalls.inOrder(Views.currentEvents(store), projects)
            .mapPartitions(pairing(newestDelivery), Encoders.row(ModelRunsTable.SPEC.schema()));
    describe("Pair the starts and ends of models for " + label);
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

  private Dataset<Row> projects(StagedBatch staged, SortedSet<LocalDate> corrected, boolean moved) {
    Dataset<Row> events = staged.events();
    Dataset<Row> projects = ModelCalls.projects(events.where(ModelCalls.changesRuns()));
    if (!corrected.isEmpty()) {
      Dataset<Row> originals =
          EventsTable.correctedBy(
              store, events.where(col("corrects_event_id").isNotNull()), corrected);
      projects = projects.union(ModelCalls.projects(originals.where(ModelCalls.changesRuns())));
    }
    return moved && !store.isUntouched(ModelRunsTable.SPEC)
        ? projects.union(ModelRunsTable.projectsWithOpenRuns(store))
        : projects;
  }

  private void describe(String sentence) {
    store.spark().sparkContext().setJobDescription(sentence);
  }
}
