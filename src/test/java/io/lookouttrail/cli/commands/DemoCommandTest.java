package io.lookouttrail.cli.commands;

import static org.assertj.core.api.Assertions.assertThat;

import io.lookouttrail.cli.CliRun;
import io.lookouttrail.fixtures.SparkWork;
import io.lookouttrail.fixtures.TestSpark;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DemoCommandTest {
  @TempDir Path folder;

  @Test
  @Tag("slow")
  void needsNoSpark() {
    CliRun demo =
        SparkWork.during(
            TestSpark.session(),
            () -> CliRun.of("demo", "--out", folder.resolve("demo").toString()),
            work -> assertThat(work.jobs()).as("Spark jobs").isZero());

    assertThat(demo.code()).as(demo.err()).isZero();
    assertThat(demo.out()).contains("Usage by month and account", "Who used it most");
  }
}
