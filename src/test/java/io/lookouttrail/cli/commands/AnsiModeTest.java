package io.lookouttrail.cli.commands;

import static org.assertj.core.api.Assertions.assertThat;

import io.lookouttrail.fixtures.TestSpark;
import io.lookouttrail.tables.TableStore;
import java.nio.file.Path;
import java.util.List;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Spark 4 starts with ANSI mode on, Spark 3.5 with it off; a notebook's session may be either. */
@Tag("slow")
class AnsiModeTest {
  private static final String ANSI = "spark.sql.ansi.enabled";
  @TempDir Path folder;

  @Test
  void givesTheSameTablesOnAndOff() {
    CrashTestArchive archive = new CrashTestArchive(folder.resolve("bucket"));

    List<String> on = ingested(archive, "true");
    List<String> off = ingested(archive, "false");

    assertThat(on).isNotEmpty().isEqualTo(off);
  }

  private List<String> ingested(CrashTestArchive archive, String ansi) {
    SparkSession spark = TestSpark.session();
    String before = spark.conf().get(ANSI);
    spark.conf().set(ANSI, ansi);
    try {
      return archive.ingestedUndisturbed(
          new TableStore(spark, folder.resolve("ansi-" + ansi).toString()));
    } finally {
      spark.conf().set(ANSI, before);
    }
  }
}
