package io.lookouttrail.ingest.modelruns;

import io.lookouttrail.tables.ModelRun;
import io.lookouttrail.tables.ModelRunsTable;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Queue;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;

/** The table's rows for the calls of a partition, which come project by project in time order. */
final class ModelRunRows implements Iterator<Row> {
  private final Iterator<Row> calls;
  private final Instant newestDelivery;
  private final Queue<Row> ready = new ArrayDeque<>();
  private ModelRun.@Nullable Project project;
  private @Nullable ModelRunPairing runs;

  /**
   * @param calls as {@link ModelCalls#inOrder} gives them
   */
  ModelRunRows(Iterator<Row> calls, Instant newestDelivery) {
    this.calls = calls;
    this.newestDelivery = newestDelivery;
  }

  @Override
  public boolean hasNext() {
    while (ready.isEmpty() && calls.hasNext()) {
      take(calls.next());
    }
    if (ready.isEmpty()) {
      finishProject();
    }
    return !ready.isEmpty();
  }

  @Override
  public Row next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    return ready.remove();
  }

  private void take(Row call) {
    ModelRun.Project of = ModelCalls.project(call);
    ModelRunPairing current = runs;
    if (current == null || !of.equals(project)) {
      finishProject();
      current = new ModelRunPairing(of, run -> ready.addAll(ModelRunsTable.rows(run)));
      project = of;
      runs = current;
    }
    current.accept(ModelCalls.call(call));
  }

  private void finishProject() {
    if (runs != null) {
      runs.finish(newestDelivery);
      runs = null;
    }
  }
}
