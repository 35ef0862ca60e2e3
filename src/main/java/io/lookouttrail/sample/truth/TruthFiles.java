package io.lookouttrail.sample.truth;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.lookouttrail.sample.output.JsonBuffer;
import io.lookouttrail.sample.truth.SampleTruth.Correction;
import io.lookouttrail.sample.truth.SampleTruth.Delivered;
import io.lookouttrail.sample.truth.SampleTruth.DigestFault;
import io.lookouttrail.sample.truth.SampleTruth.Digested;
import io.lookouttrail.sample.truth.SampleTruth.EventCount;
import io.lookouttrail.sample.truth.SampleTruth.Gap;
import io.lookouttrail.sample.truth.SampleTruth.ModelRun;
import io.lookouttrail.sample.truth.SampleTruth.Quarantined;
import io.lookouttrail.sample.truth.SampleTruth.Totals;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * The truth as files: a CSV a list, and all of it in {@code truth.json}. No value has a comma or a
 * quote in it, because all of them are ids, names of actions and dates.
 */
public final class TruthFiles {
  public static final String FOLDER = "truth";

  private TruthFiles() {}

  public static void write(Path folder, SampleTruth truth) throws IOException {
    JsonBuffer json = new JsonBuffer(1 << 16).open();
    for (Table table : tables(truth)) {
      StringBuilder csv = new StringBuilder(String.join(",", table.columns())).append('\n');
      json.array(table.name());
      for (List<Object> row : table.rows()) {
        json.open();
        for (int i = 0; i < row.size(); i++) {
          csv.append(i == 0 ? "" : ",").append(row.get(i));
          value(json, table.columns().get(i), row.get(i));
        }
        json.end();
        csv.append('\n');
      }
      json.endArray();
      Files.writeString(folder.resolve(table.name() + ".csv"), csv);
    }
    Files.write(folder.resolve("truth.json"), json.end().put('\n').toBytes());
  }

  private static void value(JsonBuffer json, String column, Object value) {
    if (value instanceof Number number) {
      json.field(column, number.longValue());
    } else {
      json.field(column, value.toString());
    }
  }

  private record Table(String name, List<String> columns, List<List<Object>> rows) {}

  private static <T> Table table(
      String name, String columns, List<T> values, Function<T, List<Object>> row) {
    return new Table(name, List.of(columns.split(",", -1)), values.stream().map(row).toList());
  }

  private static List<Table> tables(SampleTruth truth) {
    return List.of(
        table(
            "totals",
            "files,stored_bytes,json_bytes,records,lookout_records,distinct_events,corrections,rejected",
            List.of(truth.totals()),
            t ->
                List.of(
                    t.files(),
                    t.storedBytes(),
                    t.jsonBytes(),
                    t.records(),
                    t.lookoutRecords(),
                    t.distinctEvents(),
                    t.corrections(),
                    t.rejected())),
        table(
            "events",
            "event_date,action,account_id,region,role_arn,credential_kind,outcome,events,current_events",
            truth.events(),
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
                    e.currentEvents())),
        table(
            "deliveries",
            "delivered_date,account_id,region,files,stored_bytes,json_bytes,records,lookout_records,rejected",
            truth.deliveries(),
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
                    d.rejected())),
        table(
            "quarantine",
            "file,problem,record_index",
            truth.quarantine(),
            q ->
                List.of(q.file(), q.problem(), q.recordIndex().map(Object.class::cast).orElse(""))),
        table(
            "corrections",
            "account_id,event_id,original_event_id",
            truth.corrections(),
            c -> List.of(c.account(), c.eventId(), c.originalEventId())),
        table(
            "model_runs",
            "account_id,region,project_name,model_version,started_at,stopped_at,min_units,max_units,stopped_by",
            truth.modelRuns(),
            m ->
                List.of(
                    m.account(),
                    m.region(),
                    m.project(),
                    m.modelVersion(),
                    m.startedAt(),
                    m.stoppedAt().map(Object.class::cast).orElse(""),
                    m.minUnits(),
                    m.maxUnits(),
                    m.stoppedBy())),
        table(
            "gaps",
            "account_id,region,date",
            truth.gaps(),
            g -> List.of(g.account(), g.region(), g.date())),
        table(
            "neighbours",
            "kind,objects",
            List.copyOf(new TreeMap<>(truth.neighbours()).entrySet()),
            n -> List.of(n.getKey(), n.getValue())),
        table(
            "digests",
            "account_id,region,trail,backfill,digests,head_files,logs,start_time,end_time",
            truth.digests(),
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
                    d.end())),
        table(
            "digest_faults",
            "plant,kind,object,state,proof,keyless_state,related,start_time,end_time",
            truth.digestFaults(),
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
                    f.end())));
  }

  /**
   * Reads the truth that a sample has written beside its archive.
   *
   * @param out the sample's folder, the parent of {@link #FOLDER}
   */
  public static SampleTruth readBeside(Path out) {
    return read(out.resolve(FOLDER));
  }

  private static SampleTruth read(Path folder) {
    Map<String, Long> neighbours = new TreeMap<>();
    for (String[] row : rows(folder, "neighbours")) {
      neighbours.put(row[0], Long.parseLong(row[1]));
    }
    return new SampleTruth(
        list(
                folder,
                "totals",
                r ->
                    new Totals(
                        n(r, 0), n(r, 1), n(r, 2), n(r, 3), n(r, 4), n(r, 5), n(r, 6), n(r, 7)))
            .get(0),
        list(
            folder,
            "events",
            r ->
                new EventCount(
                    LocalDate.parse(r[0]), r[1], r[2], r[3], r[4], r[5], r[6], n(r, 7), n(r, 8))),
        list(
            folder,
            "deliveries",
            r ->
                new Delivered(
                    LocalDate.parse(r[0]),
                    r[1],
                    r[2],
                    n(r, 3),
                    n(r, 4),
                    n(r, 5),
                    n(r, 6),
                    n(r, 7),
                    n(r, 8))),
        list(
            folder,
            "quarantine",
            r -> new Quarantined(r[0], r[1], present(r[2]).map(Integer::valueOf))),
        list(folder, "corrections", r -> new Correction(r[0], r[1], r[2])),
        list(
            folder,
            "model_runs",
            r ->
                new ModelRun(
                    r[0],
                    r[1],
                    r[2],
                    r[3],
                    Instant.parse(r[4]),
                    present(r[5]).map(Instant::parse),
                    (int) n(r, 6),
                    (int) n(r, 7),
                    r[8])),
        list(folder, "gaps", r -> new Gap(r[0], r[1], LocalDate.parse(r[2]))),
        neighbours,
        list(folder, "digests", TruthFiles::digested),
        list(folder, "digest_faults", TruthFiles::digestFault));
  }

  private static Digested digested(String[] row) {
    return new Digested(
        row[0],
        row[1],
        row[2],
        Boolean.parseBoolean(row[3]),
        n(row, 4),
        n(row, 5),
        n(row, 6),
        Instant.parse(row[7]),
        Instant.parse(row[8]));
  }

  private static DigestFault digestFault(String[] row) {
    return new DigestFault(
        row[0],
        row[1],
        row[2],
        row[3],
        row[4],
        row[5],
        row[6],
        Instant.parse(row[7]),
        Instant.parse(row[8]));
  }

  private static <T> List<T> list(Path folder, String name, Function<String[], T> row) {
    return rows(folder, name).stream().map(row).toList();
  }

  private static List<String[]> rows(Path folder, String name) {
    try {
      return Files.readAllLines(folder.resolve(name + ".csv"), UTF_8).stream()
          .skip(1)
          .map(line -> line.split(",", -1))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException("no truth of a sample in " + folder, e);
    }
  }

  private static long n(String[] row, int column) {
    return Long.parseLong(row[column]);
  }

  private static Optional<String> present(String value) {
    return value.isEmpty() ? Optional.empty() : Optional.of(value);
  }
}
