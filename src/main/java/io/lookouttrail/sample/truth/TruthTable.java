package io.lookouttrail.sample.truth;

import io.lookouttrail.sample.truth.SampleTruth.Correction;
import io.lookouttrail.sample.truth.SampleTruth.Delivered;
import io.lookouttrail.sample.truth.SampleTruth.DigestFault;
import io.lookouttrail.sample.truth.SampleTruth.Digested;
import io.lookouttrail.sample.truth.SampleTruth.EventCount;
import io.lookouttrail.sample.truth.SampleTruth.Gap;
import io.lookouttrail.sample.truth.SampleTruth.Granted;
import io.lookouttrail.sample.truth.SampleTruth.ModelRun;
import io.lookouttrail.sample.truth.SampleTruth.Quarantined;
import io.lookouttrail.sample.truth.SampleTruth.Totals;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * A list of the expected truth as a table: its name, its columns, and how a value becomes a row and
 * a row a value. Empty values are empty strings.
 *
 * @param name name of the file without its extension
 * @param values returns the values of the table from the truth
 * @param toRow returns the cells of a value in the order of the columns
 * @param fromRow returns the value of the texts of a row
 */
record TruthTable<T>(
    String name,
    List<String> columns,
    Function<SampleTruth, List<T>> values,
    Function<T, List<Object>> toRow,
    Function<Row, T> fromRow) {

  static final TruthTable<Totals> TOTALS =
      of(
          "totals",
          "files,stored_bytes,json_bytes,records,lookout_records,distinct_events,corrections,rejected",
          truth -> List.of(truth.totals()),
          t ->
              List.of(
                  t.files(),
                  t.storedBytes(),
                  t.jsonBytes(),
                  t.records(),
                  t.lookoutRecords(),
                  t.distinctEvents(),
                  t.corrections(),
                  t.rejected()),
          r ->
              new Totals(
                  r.number(0),
                  r.number(1),
                  r.number(2),
                  r.number(3),
                  r.number(4),
                  r.number(5),
                  r.number(6),
                  r.number(7)));

  static final TruthTable<EventCount> EVENTS =
      of(
          "events",
          "event_date,action,account_id,region,role_arn,credential_kind,outcome,events,current_events",
          SampleTruth::events,
          e ->
              List.of(
                  e.eventDate(),
                  e.action(),
                  e.account(),
                  e.region(),
                  e.roleArn(),
                  e.credentialKind(),
                  e.outcome(),
                  e.events(),
                  e.currentEvents()),
          r ->
              new EventCount(
                  r.date(0),
                  r.text(1),
                  r.text(2),
                  r.text(3),
                  r.text(4),
                  r.text(5),
                  r.text(6),
                  r.number(7),
                  r.number(8)));

  static final TruthTable<Delivered> DELIVERIES =
      of(
          "deliveries",
          "delivered_date,account_id,region,files,stored_bytes,json_bytes,records,lookout_records,rejected",
          SampleTruth::deliveries,
          d ->
              List.of(
                  d.deliveredDate(),
                  d.account(),
                  d.region(),
                  d.files(),
                  d.storedBytes(),
                  d.jsonBytes(),
                  d.records(),
                  d.lookoutRecords(),
                  d.rejected()),
          r ->
              new Delivered(
                  r.date(0),
                  r.text(1),
                  r.text(2),
                  r.number(3),
                  r.number(4),
                  r.number(5),
                  r.number(6),
                  r.number(7),
                  r.number(8)));

  static final TruthTable<Quarantined> QUARANTINE =
      of(
          "quarantine",
          "file,problem,record_index",
          SampleTruth::quarantine,
          q -> List.of(q.file(), q.problem(), orEmpty(q.recordIndex())),
          r -> new Quarantined(r.text(0), r.text(1), r.optional(2).map(Integer::valueOf)));

  static final TruthTable<Correction> CORRECTIONS =
      of(
          "corrections",
          "account_id,event_id,original_event_id",
          SampleTruth::corrections,
          c -> List.of(c.account(), c.eventId(), c.originalEventId()),
          r -> new Correction(r.text(0), r.text(1), r.text(2)));

  static final TruthTable<ModelRun> MODEL_RUNS =
      of(
          "model_runs",
          "account_id,region,project_name,model_version,started_at,stopped_at,min_units,max_units,stopped_by",
          SampleTruth::modelRuns,
          m ->
              List.of(
                  m.account(),
                  m.region(),
                  m.project(),
                  m.modelVersion(),
                  m.startedAt(),
                  orEmpty(m.stoppedAt()),
                  m.minUnits(),
                  m.maxUnits(),
                  m.stoppedBy()),
          r ->
              new ModelRun(
                  r.text(0),
                  r.text(1),
                  r.text(2),
                  r.text(3),
                  r.time(4),
                  r.optional(5).map(Instant::parse),
                  (int) r.number(6),
                  (int) r.number(7),
                  r.text(8)));

  static final TruthTable<Gap> GAPS =
      of(
          "gaps",
          "account_id,region,date",
          SampleTruth::gaps,
          g -> List.of(g.account(), g.region(), g.date()),
          r -> new Gap(r.text(0), r.text(1), r.date(2)));

  static final TruthTable<Map.Entry<String, Long>> FOREIGN_OBJECTS =
      of(
          "neighbours",
          "kind,objects",
          truth ->
              truth.foreignObjects().entrySet().stream()
                  .sorted(Map.Entry.comparingByKey())
                  .toList(),
          n -> List.of(n.getKey(), n.getValue()),
          r -> Map.entry(r.text(0), r.number(1)));

  static final TruthTable<Digested> DIGESTS =
      of(
          "digests",
          "account_id,region,trail,backfill,digests,head_files,logs,start_time,end_time",
          SampleTruth::digests,
          d ->
              List.of(
                  d.account(),
                  d.region(),
                  d.trail(),
                  d.backfill(),
                  d.digests(),
                  d.headFiles(),
                  d.logs(),
                  d.start(),
                  d.end()),
          r ->
              new Digested(
                  r.text(0),
                  r.text(1),
                  r.text(2),
                  Boolean.parseBoolean(r.text(3)),
                  r.number(4),
                  r.number(5),
                  r.number(6),
                  r.time(7),
                  r.time(8)));

  static final TruthTable<DigestFault> DIGEST_FAULTS =
      of(
          "digest_faults",
          "plant,kind,object,state,proof,keyless_state,related,start_time,end_time",
          SampleTruth::digestFaults,
          f ->
              List.of(
                  f.plant(),
                  f.kind(),
                  f.object(),
                  f.state(),
                  f.proof(),
                  f.keylessState(),
                  f.related(),
                  f.start(),
                  f.end()),
          r ->
              new DigestFault(
                  r.text(0), r.text(1), r.text(2), r.text(3), r.text(4), r.text(5), r.text(6),
                  r.time(7), r.time(8)));

  static final TruthTable<Granted> GRANTS =
      of(
          "grants",
          "account_id,principal_type,principal_arn,plant,granted,used",
          SampleTruth::grants,
          g ->
              List.of(
                  g.account(),
                  g.principalType(),
                  g.principalArn(),
                  g.plant(),
                  g.granted(),
                  g.used()),
          r -> new Granted(r.text(0), r.text(1), r.text(2), r.text(3), r.text(4), r.text(5)));

  /** All tables in the order of {@code truth.json}. */
  static final List<TruthTable<?>> ALL =
      List.of(
          TOTALS,
          EVENTS,
          DELIVERIES,
          QUARANTINE,
          CORRECTIONS,
          MODEL_RUNS,
          GAPS,
          FOREIGN_OBJECTS,
          DIGESTS,
          DIGEST_FAULTS,
          GRANTS);

  private static <T> TruthTable<T> of(
      String name,
      String columns,
      Function<SampleTruth, List<T>> values,
      Function<T, List<Object>> toRow,
      Function<Row, T> fromRow) {
    return new TruthTable<>(name, List.of(columns.split(",", -1)), values, toRow, fromRow);
  }

  private static Object orEmpty(Optional<?> value) {
    return value.isPresent() ? value.get() : "";
  }

  /** Returns the rows of the table from the truth. */
  List<List<Object>> rows(SampleTruth truth) {
    return values.apply(truth).stream().map(toRow).toList();
  }

  /** Texts of a row, by the positions of the columns. */
  record Row(List<String> texts) {
    String text(int column) {
      return texts.get(column);
    }

    Optional<String> optional(int column) {
      return Optional.of(text(column)).filter(text -> !text.isEmpty());
    }

    long number(int column) {
      return Long.parseLong(text(column));
    }

    LocalDate date(int column) {
      return LocalDate.parse(text(column));
    }

    Instant time(int column) {
      return Instant.parse(text(column));
    }
  }
}
