package io.lookouttrail.ingest.modelruns;

import java.time.Instant;
import java.time.LocalDate;
import java.util.SortedSet;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Events of one batch, which are merged into the events table while the batch's files are not in
 * the ledger yet.
 *
 * @param batch name of the batch in job descriptions
 * @param events rows of the events table; may hold copies
 * @param mayChangeRuns whether one of the events can change a model run, or corrects another event
 * @param correctedDates event_date of each stored event that one of these corrects
 * @param newestDelivery newest delivery time of the batch's files
 */
public record NewEvents(
    String batch,
    Dataset<Row> events,
    boolean mayChangeRuns,
    SortedSet<LocalDate> correctedDates,
    Instant newestDelivery) {}
