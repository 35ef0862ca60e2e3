package io.lookouttrail.integrity;

import io.lookouttrail.integrity.digest.HadoopDigestReader;
import io.lookouttrail.tables.DigestFinding;
import io.lookouttrail.tables.DigestFindingsTable;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Row;
import org.apache.spark.util.SerializableConfiguration;
import org.apache.spark.util.TaskCompletionListener;
import org.jspecify.annotations.Nullable;

/** What a task does that walks along chains: gives the rows of one digest after the other. */
final class ChainValidationTask implements FlatMapFunction<Iterator<byte[]>, Row> {
  private static final long serialVersionUID = 1L;

  private final ValidationRules rules;
  private final Instant checkedAt;
  private final String runId;
  private final Broadcast<SerializableConfiguration> hadoop;
  private final VerifyProgress.Meters meters;

  ChainValidationTask(
      ValidationRules rules,
      Instant checkedAt,
      String runId,
      Broadcast<SerializableConfiguration> hadoop,
      VerifyProgress.Meters meters) {
    this.rules = rules;
    this.checkedAt = checkedAt;
    this.runId = runId;
    this.hadoop = hadoop;
    this.meters = meters;
  }

  @Override
  public Iterator<Row> call(Iterator<byte[]> parcels) {
    return new Rows(parcels, hadoop.value().value());
  }

  /** The rows, made while they are asked for: holds those of one digest. */
  private final class Rows implements Iterator<Row>, ValidationSink {
    private final Iterator<byte[]> parcels;
    private final HadoopDigestReader store;
    private final Deque<Row> ready = new ArrayDeque<>();
    private final List<DigestPeriod> spans = new ArrayList<>();
    private Iterator<ChainSegment> segments = Collections.emptyIterator();
    private @Nullable DigestChainValidator walk;

    Rows(Iterator<byte[]> parcels, Configuration configuration) {
      this.parcels = parcels;
      this.store = new HadoopDigestReader(configuration);
      TaskContext task = TaskContext.get();
      if (task != null) {
        task.addTaskCompletionListener((TaskCompletionListener) ended -> store.close());
      }
    }

    @Override
    public boolean hasNext() {
      boolean more = true;
      while (ready.isEmpty() && more) {
        more = advance();
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

    private boolean advance() {
      DigestChainValidator open = walk;
      if (open != null) {
        if (!open.advance()) {
          endWalk();
        } else {
          meters.files().add(1);
        }
        return true;
      }
      while (!segments.hasNext()) {
        if (!parcels.hasNext()) {
          return false;
        }
        segments = ChainSegmentCodec.decode(parcels.next()).iterator();
      }
      walk = new DigestChainValidator(segments.next(), rules, store, this);
      return true;
    }

    private void endWalk() {
      DigestCoverage.merged(spans).forEach(span -> ready.add(VerifyRows.span(span)));
      spans.clear();
      walk = null;
    }

    @Override
    public void found(DigestFinding finding) {
      ready.add(VerifyRows.finding(DigestFindingsTable.row(checkedAt, runId, finding)));
    }

    @Override
    public void claimed(DigestLogEntry claim) {
      ready.add(VerifyRows.claim(claim));
    }

    @Override
    public void covered(DigestPeriod span) {
      spans.add(span);
    }
  }
}
