package io.lookouttrail.benchmark;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.SparkSession;

/** The {@link HandWrittenPipeline} as a process of its own, with the start of Spark. */
public final class PipelineProcess {
  private PipelineProcess() {}

  /** Runs the pipeline: its arguments are the archive and the table. */
  public static void main(String[] arguments) throws IOException {
    try (SparkSession spark = BenchmarkSpark.open()) {
      HandWrittenPipeline.run(spark, Path.of(arguments[0]), Path.of(arguments[1]));
    }
  }

  /** The command that runs it in a virtual machine with this one's options. */
  static List<String> command(Path archive, Path table) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    java.lang.management.ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
        .filter(argument -> argument.startsWith("--add-") || argument.startsWith("-X"))
        .forEach(command::add);
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.addAll(List.of(PipelineProcess.class.getName(), archive.toString(), table.toString()));
    return command;
  }
}
