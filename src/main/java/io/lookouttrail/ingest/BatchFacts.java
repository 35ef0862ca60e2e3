package io.lookouttrail.ingest;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.collect_set;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.count_if;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.sum;

import java.time.Instant;
import java.time.LocalDate;
import java.util.NavigableSet;
import java.util.TreeSet;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * What the rest of a batch has to know of what its scan found, from one look at the staged rows.
 *
 * @param events event rows, copies included
 * @param problems problem rows
 * @param files file rows
 * @param refused files whose reading was denied
 * @param aFile one of the files
 * @param inflatedBytes uncompressed bytes read
 * @param corrections events that correct another one
 * @param modelCalls events that can change a model's runs
 * @param newestDelivery of its files
 * @param eventDates every event_date
 */
record BatchFacts(
    long events,
    long problems,
    long files,
    long refused,
    String aFile,
    long inflatedBytes,
    long corrections,
    long modelCalls,
    Instant newestDelivery,
    NavigableSet<LocalDate> eventDates) {

  static BatchFacts of(Dataset<Row> staged) {
    Row row =
        staged
            .agg(
                count(col("event.event_id")),
                count(col("problem.problem")),
                count(col("file.source_file")),
                count_if(col("file.refused")),
                max(col("file.source_file")),
                sum(col("file.inflated_bytes")),
                count(col("event.corrects_event_id")),
                count_if(ModelCalls.changesRuns("event.")),
                max(col("file.delivered_at")),
                collect_set(col("event.event_date")))
            .first();
    return new BatchFacts(
        row.getLong(0),
        row.getLong(1),
        row.getLong(2),
        row.getLong(3),
        row.getString(4),
        row.getLong(5),
        row.getLong(6),
        row.getLong(7),
        row.getInstant(8),
        new TreeSet<>(row.<LocalDate>getList(9)));
  }
}
