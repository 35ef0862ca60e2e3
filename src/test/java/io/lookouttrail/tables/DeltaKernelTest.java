package io.lookouttrail.tables;

import static org.assertj.core.api.Assertions.assertThat;

import io.delta.kernel.Scan;
import io.delta.kernel.Table;
import io.delta.kernel.data.ColumnarBatch;
import io.delta.kernel.data.FilteredColumnarBatch;
import io.delta.kernel.defaults.engine.DefaultEngine;
import io.delta.kernel.engine.Engine;
import io.delta.kernel.internal.InternalScanFileUtils;
import io.delta.kernel.internal.data.ScanStateRow;
import io.delta.kernel.internal.util.Utils;
import io.delta.kernel.internal.util.VectorUtils;
import io.delta.kernel.types.ArrayType;
import io.delta.kernel.types.BooleanType;
import io.delta.kernel.types.DataType;
import io.delta.kernel.types.DateType;
import io.delta.kernel.types.DoubleType;
import io.delta.kernel.types.IntegerType;
import io.delta.kernel.types.LongType;
import io.delta.kernel.types.MapType;
import io.delta.kernel.types.StringType;
import io.delta.kernel.types.StructType;
import io.delta.kernel.types.TimestampType;
import io.delta.kernel.utils.CloseableIterator;
import io.lookouttrail.fixtures.EmptyTables;
import io.lookouttrail.fixtures.ReportWorldTables;
import io.lookouttrail.run.RunId;
import io.lookouttrail.run.Window;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import scala.Tuple2;

/** Another implementation of Delta's protocol reads the same rows from the tables as Spark does. */
class DeltaKernelTest {
  private static final Engine ENGINE = DefaultEngine.create(new Configuration());

  @Test
  void readsTheSameRowsAsSpark() throws IOException {
    TableStore store = ReportWorldTables.store();
    for (TableSpec table :
        List.of(
            EventsTable.SPEC,
            IngestedFilesTable.SPEC,
            DigestFindingsTable.SPEC,
            QuarantineTable.SPEC)) {
      List<String> rows = kernelRows(store, table);
      assertThat(rows).as(table.name()).isNotEmpty();
      assertThat(rows)
          .as(table.name())
          .containsExactlyInAnyOrderElementsOf(sparkRows(store, table));
    }
  }

  @Test
  void readsMapsAndWhatWasRewrittenAfterACheckpoint(@TempDir Path folder) throws IOException {
    TableStore store = EmptyTables.at(folder.resolve("tables"));
    JobRunsTable.append(store, aRun("run-1"));
    store
        .spark()
        .sql(
            "ALTER TABLE delta.`%s` SET TBLPROPERTIES ('delta.checkpointInterval' = '1')"
                .formatted(store.path("job_runs")));
    JobRunsTable.append(store, aRun("run-2"));
    assertThat(folder.resolve("tables/job_runs/_delta_log"))
        .isDirectoryContaining("glob:**.parquet");
    store.open(JobRunsTable.SPEC).delete("run_id = 'run-1'");
    assertThat(kernelRows(store, JobRunsTable.SPEC))
        .hasSize(1)
        .allMatch(row -> row.contains("run-2") && row.contains("{files=12}"))
        .isEqualTo(sparkRows(store, JobRunsTable.SPEC));
  }

  private static JobRunsTable.JobRun aRun(String id) {
    return new JobRunsTable.JobRun(
        new RunId(id),
        "ingest",
        "somebody",
        Instant.parse("2025-10-05T06:00:00Z"),
        Instant.parse("2025-10-05T06:01:00.000001Z"),
        "1.0.0",
        Optional.of("s3://trail"),
        Window.everything(),
        Set.of("lookoutvision.amazonaws.com"),
        "ingest --archive s3://trail",
        Map.of("files", 12L),
        Map.of("events", 3L),
        Map.of("scan", 1.5),
        "done (0)");
  }

  private static List<String> sparkRows(TableStore store, TableSpec table) {
    return store.read(table).collectAsList().stream().map(DeltaKernelTest::text).toList();
  }

  private static String text(Row row) {
    return IntStream.range(0, row.size())
        .mapToObj(i -> text(row.get(i)))
        .collect(Collectors.joining("|", "(", ")"));
  }

  private static String text(Object value) {
    if (value instanceof Row row) {
      return text(row);
    }
    if (value instanceof Instant time) {
      return Long.toString(ChronoUnit.MICROS.between(Instant.EPOCH, time));
    }
    if (value instanceof LocalDate date) {
      return Long.toString(date.toEpochDay());
    }
    if (value instanceof scala.collection.Map<?, ?> map) {
      Map<String, String> sorted = new TreeMap<>();
      for (var entries = map.iterator(); entries.hasNext(); ) {
        Tuple2<?, ?> entry = entries.next();
        sorted.put(text(entry._1()), text(entry._2()));
      }
      return sorted.toString();
    }
    if (value instanceof scala.collection.Iterable<?> list) {
      List<String> texts = new ArrayList<>();
      for (var elements = list.iterator(); elements.hasNext(); ) {
        texts.add(text(elements.next()));
      }
      return texts.toString();
    }
    return String.valueOf(value);
  }

  private static List<String> kernelRows(TableStore store, TableSpec table) throws IOException {
    Scan scan =
        Table.forPath(ENGINE, store.path(table.name()))
            .getLatestSnapshot(ENGINE)
            .getScanBuilder()
            .build();
    List<String> rows = new ArrayList<>();
    try (CloseableIterator<FilteredColumnarBatch> files = scan.getScanFiles(ENGINE)) {
      while (files.hasNext()) {
        try (CloseableIterator<io.delta.kernel.data.Row> inBatch = files.next().getRows()) {
          while (inBatch.hasNext()) {
            rows.addAll(rowsOfFile(scan.getScanState(ENGINE), inBatch.next()));
          }
        }
      }
    }
    return rows;
  }

  private static List<String> rowsOfFile(
      io.delta.kernel.data.Row state, io.delta.kernel.data.Row file) throws IOException {
    CloseableIterator<ColumnarBatch> stored =
        ENGINE
            .getParquetHandler()
            .readParquetFiles(
                Utils.singletonCloseableIterator(InternalScanFileUtils.getAddFileStatus(file)),
                ScanStateRow.getPhysicalDataReadSchema(ENGINE, state),
                Optional.empty());
    List<String> rows = new ArrayList<>();
    try (CloseableIterator<FilteredColumnarBatch> batches =
        Scan.transformPhysicalData(ENGINE, state, file, stored)) {
      while (batches.hasNext()) {
        try (CloseableIterator<io.delta.kernel.data.Row> inBatch = batches.next().getRows()) {
          inBatch.forEachRemaining(row -> rows.add(text(row)));
        }
      }
    }
    return rows;
  }

  private static String text(io.delta.kernel.data.Row row) {
    return IntStream.range(0, row.getSchema().length())
        .mapToObj(i -> kernelText(value(row, i, row.getSchema().at(i).getDataType())))
        .collect(Collectors.joining("|", "(", ")"));
  }

  private static Object value(io.delta.kernel.data.Row row, int i, DataType type) {
    if (row.isNullAt(i)) {
      return "null";
    }
    if (type instanceof StringType) {
      return row.getString(i);
    } else if (type instanceof IntegerType || type instanceof DateType) {
      return row.getInt(i);
    } else if (type instanceof LongType || type instanceof TimestampType) {
      return row.getLong(i);
    } else if (type instanceof BooleanType) {
      return row.getBoolean(i);
    } else if (type instanceof DoubleType) {
      return row.getDouble(i);
    } else if (type instanceof StructType) {
      return row.getStruct(i);
    } else if (type instanceof ArrayType) {
      return VectorUtils.toJavaList(row.getArray(i));
    } else if (type instanceof MapType) {
      return VectorUtils.toJavaMap(row.getMap(i));
    }
    throw new IllegalArgumentException("no column of the tables is of type " + type);
  }

  private static String kernelText(Object value) {
    if (value instanceof io.delta.kernel.data.Row row) {
      return text(row);
    }
    if (value instanceof List<?> list) {
      return list.stream().map(DeltaKernelTest::kernelText).toList().toString();
    }
    if (value instanceof Map<?, ?> map) {
      Map<String, String> sorted = new TreeMap<>();
      map.forEach((key, of) -> sorted.put(kernelText(key), kernelText(of)));
      return sorted.toString();
    }
    return String.valueOf(value);
  }
}
