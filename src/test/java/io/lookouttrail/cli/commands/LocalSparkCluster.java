package io.lookouttrail.cli.commands;

import io.lookouttrail.cli.Launcher;
import io.lookouttrail.fixtures.GatedFileSystem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.spark.launcher.JavaModuleOptions;
import scala.util.Properties;

/**
 * A standalone Spark cluster on this machine: one process for the Master and for each Worker. The
 * Spark installation is as downloaded, without Delta, S3A and the AWS SDK.
 */
final class LocalSparkCluster implements AutoCloseable {
  private static final Pattern ADDRESS = Pattern.compile("Starting Spark master at (spark://\\S+)");

  /** What the local runtime adds to Spark. */
  private static final String NOT_SPARKS = "(delta-|hadoop-aws-|unitycatalog).*";

  private final Path folder;
  private final Path home;
  private final List<Process> workers = new ArrayList<>();
  private final Process master;
  private final String address;

  LocalSparkCluster(Path folder, int size) {
    this.folder = folder;
    this.home = folder.resolve("spark");
    try {
      layOut();
      master = daemon("master", "org.apache.spark.deploy.master.Master", "--webui-port", "0");
      address = await("master", ADDRESS).group(1);
      for (int i = 0; i < size; i++) {
        addWorker();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The URL that {@code --master} takes. */
  String address() {
    return address;
  }

  /** One core and as much memory as a driver and an executor of these tests need. */
  void addWorker() {
    String name = "worker-" + workers.size();
    workers.add(
        daemon(
            name,
            "org.apache.spark.deploy.worker.Worker",
            "--webui-port",
            "0",
            "--cores",
            "2",
            "--memory",
            "3g",
            "--work-dir",
            folder.resolve("work").resolve(name).toString(),
            address));
    await(name, Pattern.compile("Successfully registered with master"));
  }

  /** Submits as spark-submit does, by these of its arguments. */
  Launcher.Running submit(List<String> arguments) {
    List<String> command = java("-Xmx512m", testClasses());
    command.add("org.apache.spark.deploy.SparkSubmit");
    command.addAll(arguments);
    try {
      Path out = Files.createTempFile(folder, "submit", ".out");
      Path err = Files.createTempFile(folder, "submit", ".err");
      return new Launcher.Running(start(command, out, err), out, err);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Where {@link GatedFileSystem} and its like are. */
  static String testClasses() {
    return GatedFileSystem.class.getProtectionDomain().getCodeSource().getLocation().getPath();
  }

  /** Ends a Worker and its executor at once, as when their machine is gone. */
  void killWorkerOf(ProcessHandle executor) {
    ProcessHandle worker = executor.parent().orElseThrow();
    if (workers.stream().noneMatch(process -> process.toHandle().equals(worker))) {
      throw new IllegalStateException(executor.info() + " is no Worker's");
    }
    worker.destroyForcibly();
    executor.destroyForcibly();
  }

  @Override
  public void close() {
    workers.forEach(LocalSparkCluster::end);
    end(master);
  }

  private static void end(Process process) {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
  }

  private void layOut() throws IOException {
    Path jars = Files.createDirectories(home.resolve("jars"));
    try (Stream<Path> all = Files.list(Launcher.HOME.resolve("jars"))) {
      for (Path jar : all.toList()) {
        if (!jar.getFileName().toString().matches(NOT_SPARKS) && !isOfTheSdk(jar)) {
          Files.createSymbolicLink(jars.resolve(jar.getFileName()), jar);
        }
      }
    }
  }

  private static boolean isOfTheSdk(Path jar) throws IOException {
    try (var opened = new java.util.jar.JarFile(jar.toFile())) {
      return opened.stream().anyMatch(e -> e.getName().startsWith("software/amazon/awssdk/"));
    }
  }

  private Process daemon(String name, String type, String... arguments) {
    List<String> command = java("-Xmx256m", "");
    command.addAll(List.of(type, "--host", "127.0.0.1"));
    Collections.addAll(command, arguments);
    return start(command, log(name), log(name));
  }

  private List<String> java(String heap, String more) {
    List<String> command =
        new ArrayList<>(
            List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
    command.addAll(List.of(JavaModuleOptions.defaultModuleOptions().strip().split("\\s+")));
    command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", heap));
    command.addAll(
        List.of("-cp", home.resolve("jars") + "/*" + (more.isEmpty() ? "" : ":" + more)));
    return command;
  }

  private Process start(List<String> command, Path out, Path err) {
    ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
    builder
        .environment()
        .putAll(
            Map.of(
                "SPARK_HOME",
                home.toString(),
                "SPARK_SCALA_VERSION",
                Properties.versionNumberString().replaceFirst("\\.\\d+$", ""),
                "SPARK_LOCAL_IP",
                "127.0.0.1"));
    builder.redirectOutput(out.toFile());
    try {
      return (out.equals(err)
              ? builder.redirectErrorStream(true)
              : builder.redirectError(err.toFile()))
          .start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Path log(String name) {
    return folder.resolve(name + ".log");
  }

  private Matcher await(String name, Pattern line) {
    try {
      for (int i = 0; i < 1200; i++) {
        Matcher matcher = line.matcher(Files.readString(log(name)));
        if (matcher.find()) {
          return matcher;
        }
        Thread.sleep(100);
      }
      throw new IllegalStateException(name + " did not start: " + Files.readString(log(name)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
