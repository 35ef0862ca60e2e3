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

/** Iterator over the rows of model_runs for the calls of one partition. */
final class ModelRunRows implements Iterator<Row> {
  private final Iterator<Row> calls;
  private final Instant newestDelivery;
  private final Queue<Row> ready = new ArrayDeque<>();
  private ModelRun.@Nullable Project project;
  private @Nullable ModelRunPairing pairing;

  /**
   * Reads no call yet.
   *
   * @param calls project by project in time order, as {@link ModelCalls#inOrder} returns them
   */
  ModelRunRows(Iterator<Row> calls, Instant newestDelivery) {
    this.calls = calls;
    this.newestDelivery = newestDelivery;
  }

  @Override
  public boolean hasNext() {
    while (ready.isEmpty() && calls.hasNext()) {
      process(calls.next());
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

  private void process(Row call) {
    ModelRun.Project of = ModelCalls.project(call);
    ModelRunPairing current = pairing;
    if (current == null || !of.equals(project)) {
      finishProject();
      current = new ModelRunPairing(of, run -> ready.addAll(ModelRunsTable.rows(run)));
      project = of;
      pairing = current;
    }
    current.accept(ModelCalls.call(call));
  }

  private void finishProject() {
    if (pairing != null) {
      pairing.finish(newestDelivery);
      pairing = null;
    }
  }
}
