package io.lookouttrail.integrity;

import io.lookouttrail.integrity.chain.ChainSegment;
import io.lookouttrail.integrity.chain.ChainSegmentCodec;
import io.lookouttrail.integrity.chain.ChainSummary;
import io.lookouttrail.integrity.chain.DigestChainValidator;
import io.lookouttrail.integrity.chain.DigestCoverage;
import io.lookouttrail.integrity.chain.DigestLogEntry;
import io.lookouttrail.integrity.chain.DigestPeriod;
import io.lookouttrail.integrity.chain.ValidationContext;
import io.lookouttrail.integrity.chain.ValidationSink;
import io.lookouttrail.integrity.digest.HadoopDigestReader;
import io.lookouttrail.tables.DigestFinding;
import io.lookouttrail.tables.DigestFindingsTable;
import io.lookouttrail.tasks.TaskProgress;
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

/** Task that validates chain segments: returns the rows of one digest after the other. */
final class ChainValidationTask implements FlatMapFunction<Iterator<byte[]>, Row> {
  private static final long serialVersionUID = 1L;

  private final ValidationContext context;
  private final Instant checkedAt;
  private final String runId;
  private final Broadcast<SerializableConfiguration> hadoop;
  private final TaskProgress.Counters counters;

  ChainValidationTask(
      ValidationContext context,
      Instant checkedAt,
      String runId,
      Broadcast<SerializableConfiguration> hadoop,
      TaskProgress.Counters counters) {
    this.context = context;
    this.checkedAt = checkedAt;
    this.runId = runId;
    this.hadoop = hadoop;
    this.counters = counters;
  }

  @Override
  public Iterator<Row> call(Iterator<byte[]> parcels) {
    return new Rows(parcels, hadoop.value().value());
  }

  /** Iterator that validates as it advances and holds the rows of one digest. */
  private final class Rows implements Iterator<Row>, ValidationSink {
    private final Iterator<byte[]> parcels;
    private final HadoopDigestReader reader;
    private final Deque<Row> ready = new ArrayDeque<>();
    private final List<DigestPeriod> periods = new ArrayList<>();
    private Iterator<ChainSegment> segments = Collections.emptyIterator();
    private @Nullable DigestChainValidator validator;

    Rows(Iterator<byte[]> parcels, Configuration configuration) {
      this.parcels = parcels;
      this.reader = new HadoopDigestReader(configuration);
      TaskContext task = TaskContext.get();
      if (task != null) {
        task.addTaskCompletionListener((TaskCompletionListener) ended -> reader.close());
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
      DigestChainValidator open = validator;
      if (open != null) {
        if (!open.advance()) {
          endSegment();
        } else {
          counters.files().add(1);
        }
        return true;
      }
      while (!segments.hasNext()) {
        if (!parcels.hasNext()) {
          return false;
        }
        segments = ChainSegmentCodec.decode(parcels.next()).iterator();
      }
      validator = new DigestChainValidator(segments.next(), context, reader, this);
      return true;
    }

    private void endSegment() {
      DigestCoverage.join(periods).forEach(period -> ready.add(VerifyRows.period(period)));
      periods.clear();
      validator = null;
    }

    @Override
    public void addFinding(DigestFinding finding) {
      ready.add(VerifyRows.finding(DigestFindingsTable.row(checkedAt, runId, finding)));
    }

    @Override
    public void addLogEntry(DigestLogEntry entry) {
      ready.add(VerifyRows.logEntry(entry));
    }

    @Override
    public void addPeriod(DigestPeriod period) {
      periods.add(period);
    }

    @Override
    public void addSummary(ChainSummary summary) {
      ready.add(VerifyRows.summary(summary));
    }
  }
}
