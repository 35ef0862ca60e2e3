package io.lookouttrail.cli.options;

import static org.assertj.core.api.Assertions.assertThat;

import io.lookouttrail.cli.CliRun;
import io.lookouttrail.cli.session.SparkSessions;
import io.lookouttrail.fixtures.TestArchive;
import io.lookouttrail.fixtures.TestSpark;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Errors of --database, which come before anything is read. */
class DatabaseOptionTest {
  @TempDir Path folder;

  private CliRun run(String command, String... more) {
    String[] args = new String[more.length + 7];
    String[] first = {
      command,
      "--archive",
      new TestArchive(folder.resolve("archive")).uri(),
      "--tables",
      folder.resolve("tables").toString(),
      "--database",
      "lookout_trail"
    };
    System.arraycopy(first, 0, args, 0, first.length);
    System.arraycopy(more, 0, args, first.length, more.length);
    return CliRun.of(args);
  }

  /** A class path without Spark's Hive support, whatever this test's own has. */
  private static final class WithoutHive extends ClassLoader {
    WithoutHive(ClassLoader parent) {
      super(parent);
    }

    @Override
    protected Class<?> loadClass(String type, boolean resolve) throws ClassNotFoundException {
      if (type.startsWith("org.apache.spark.sql.hive.")) {
        throw new ClassNotFoundException(type);
      }
      return super.loadClass(type, resolve);
    }
  }

  @Test
  void sparksHiveSupportIsNamedWhereItIsMissing() {
    Thread thread = Thread.currentThread();
    ClassLoader whole = thread.getContextClassLoader();
    thread.setContextClassLoader(new WithoutHive(whole));
    try {
      CliRun run = run("ingest");
      assertThat(run.code()).isEqualTo(1);
      assertThat(run.err())
          .startsWith("Cannot start Spark: Spark's Hive support is not on the class path. ")
          .contains("Add --packages org.apache.spark:spark-hive_")
          .hasLineCount(1);
      assertThat(run("monthly", "--out", folder.resolve("out").toString()).err())
          .isEqualTo(run.err());
      assertThat(folder.resolve("tables")).doesNotExist();
    } finally {
      thread.setContextClassLoader(whole);
    }
  }

  @Test
  void aCatalogThatEndsWithTheSessionIsRefused() {
    assertThat(TestSpark.session()).isNotNull();
    System.setProperty(SparkSessions.CATALOG_KIND, "in-memory");
    try {
      assertThat(run("ingest").err())
          .isEqualTo(
              "Cannot register the tables in the database lookout_trail: this session's catalog is"
                  + " kept in memory and ends with it. Give --conf"
                  + " spark.sql.catalogImplementation=hive, or leave --database out.\n");
    } finally {
      System.clearProperty(SparkSessions.CATALOG_KIND);
    }
  }
}
