package io.lookouttrail.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.lookouttrail.fixtures.EmptyTables;
import io.lookouttrail.fixtures.Notebook;
import io.lookouttrail.run.Progress;
import io.lookouttrail.sample.Sample;
import io.lookouttrail.sample.plan.Plant;
import io.lookouttrail.sample.plan.SampleOptions;
import io.lookouttrail.tables.AllTables;
import io.lookouttrail.tables.TableSpec;
import io.lookouttrail.tables.TableStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The notebooks' SQL runs against the tables as they are. */
@Tag("spark-4") // their variables are of a session, which Spark 3.5 does not know
class NotebooksTest {
  @TempDir Path folder;

  private static SparkSession over(TableStore store) {
    SparkSession session = store.spark().newSession();
    for (TableSpec table : AllTables.SPECS) {
      session
          .read()
          .format("delta")
          .load(store.path(table.name()))
          .createOrReplaceTempView(table.name());
    }
    return session;
  }

  @Test
  void theThreeOfSparkAreProseAndSqlWithoutOutputs() {
    assertThat(Notebook.ofSpark()).hasSize(3);
    for (Notebook notebook : Notebook.all()) {
      assertThat(notebook.cells().get(0).source()).as(notebook.toString()).startsWith("# ");
      assertThat(notebook.cells())
          .as(notebook.toString())
          .extracting(Notebook.Cell::id)
          .doesNotHaveDuplicates();
    }
    for (Notebook notebook : Notebook.ofSpark()) {
      assertThat(notebook.cells()).as(notebook.toString()).allMatch(cell -> cell.outputs() == 0);
      assertThat(notebook.statements()).as(notebook.toString()).hasSizeGreaterThan(8);
      assertThat(notebook.cells().stream().filter(cell -> cell.kind().equals("markdown")).count())
          .as(notebook.toString())
          .isGreaterThan(8);
    }
  }

  @Test
  void theLaptopsIsSavedWithWhatItShows() {
    List<Notebook> java =
        Notebook.all().stream()
            .filter(notebook -> !notebook.kernel().equals("pysparkkernel"))
            .toList();
    assertThat(java).hasSize(1);
    assertThat(java.get(0).cells())
        .filteredOn(cell -> cell.kind().equals("code") && cell.source().startsWith("show"))
        .hasSizeGreaterThan(4)
        .allMatch(cell -> cell.outputs() > 0);
  }

  @Test
  void theReadmeNamesEach() throws IOException {
    assertThat(Files.readString(Path.of("notebooks/README.md")))
        .contains(Notebook.all().stream().map(Notebook::toString).toList());
  }

  /** SELECTs are only resolved: their names and types have to be the tables'. */
  @Test
  void everyStatementFitsTheTables() {
    SparkSession session = over(EmptyTables.at(folder.resolve("tables")));
    for (Notebook notebook : Notebook.ofSpark()) {
      notebook.statements().forEach(session::sql);
    }
  }

  @Test
  @Tag("slow")
  void everyQueryAnswersFromASamplesTables() throws IOException {
    TableStore store = sampleTables();
    List<String> silent = new ArrayList<>();
    SparkSession session = over(store);
    for (Notebook notebook : Notebook.ofSpark()) {
      for (String statement : notebook.statements()) {
        Dataset<Row> answer = session.sql(statement);
        if (statement.matches("(?s)(SELECT|WITH).*") && answer.isEmpty()) {
          silent.add(notebook + ": " + statement);
        }
      }
    }
    assertThat(silent).isEmpty();
  }

  /** A September with faults, ingested and verified. */
  private TableStore sampleTables() throws IOException {
    SampleOptions options =
        SampleOptions.in(folder.resolve("sample"))
            .days(LocalDate.of(2025, 9, 1), LocalDate.of(2025, 9, 20))
            .noise(0.2)
            .detectionsPerDay(60)
            .digestHours(12)
            .plant(EnumSet.of(Plant.BAD_RECORD, Plant.LOG_CHANGED, Plant.CROSS_ACCOUNT))
            .build();
    new Sample(options).write(Progress.SILENT);
    String archive = folder.resolve("sample").resolve(Sample.ARCHIVE).toString();
    String tables = folder.resolve("sampled").toString();
    TableStore store = EmptyTables.at(Path.of(tables));
    assertThat(CliRun.of("ingest", "--archive", archive, "--tables", tables).code()).isEqualTo(3);
    List<String> verify = new ArrayList<>(List.of("verify", "--archive", archive));
    verify.addAll(List.of("--tables", tables));
    options.publicKeys().forEach(keys -> verify.addAll(List.of("--public-keys", keys.toString())));
    assertThat(CliRun.of(verify.toArray(String[]::new)).code()).isEqualTo(3);
    return store;
  }
}
