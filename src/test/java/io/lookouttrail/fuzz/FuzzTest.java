package io.lookouttrail.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Runs each fuzz target with Jazzer, guided by coverage, in a process of its own.
 *
 * <p>The inputs are the same in each run, so that a change that breaks nothing does not fail. With
 * the property {@code lookouttrail.fuzz.seconds} they are new ones, for so many seconds a target.
 *
 * <p>An input that fails is in the message. Add it to the corpus together with its repair.
 */
class FuzzTest {
  private static final Optional<Integer> SECONDS =
      Optional.ofNullable(Integer.getInteger("lookouttrail.fuzz.seconds"));

  /** For a process that hangs. */
  private static final long MOST_MINUTES = 30;

  @TempDir private Path folder;

  static Stream<FuzzTargets.Target> targets() {
    return FuzzTargets.ALL.stream();
  }

  @Tag("slow")
  @ParameterizedTest
  @MethodSource("targets")
  void findsNothing(FuzzTargets.Target target) throws Exception {
    Path work = Files.createDirectories(folder.resolve("work"));
    Path corpus = Files.createDirectories(folder.resolve("corpus"));
    Path out = folder.resolve("out");
    List<String> command =
        new ArrayList<>(
            List.of(
                System.getProperty("java.home") + "/bin/java",
                "-Xmx1g",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                "com.code_intelligence.jazzer.Jazzer",
                "--target_class=" + target.type().getName(),
                "--instrumentation_includes=io.lookouttrail.**",
                "--custom_hook_includes=none.**",
                "-max_len=4096",
                "-timeout=20"));
    command.addAll(
        SECONDS
            .map(seconds -> List.of("-max_total_time=" + seconds))
            .orElse(List.of("-seed=1", "-runs=" + target.runs())));
    command.addAll(List.of(corpus.toString(), FuzzTargets.corpus(target).toString()));
    Process process =
        new ProcessBuilder(command)
            .directory(work.toFile())
            .redirectErrorStream(true)
            .redirectOutput(out.toFile())
            .start();

    long most = MOST_MINUTES + SECONDS.orElse(0) / 60;
    assertThat(process.waitFor(most, TimeUnit.MINUTES)).isTrue();
    assertThat(process.exitValue()).as(failure(out, work)).isZero();
    assertThat(Files.readString(out)).contains("Done ");
  }

  /** What Jazzer prints of a failure, without the progress before it, and the input in base64. */
  private static String failure(Path out, Path work) throws IOException {
    String text = Files.readString(out, StandardCharsets.ISO_8859_1);
    int from = text.indexOf("== Java Exception");
    StringBuilder failure = new StringBuilder(from < 0 ? text : text.substring(from));
    try (DirectoryStream<Path> inputs = Files.newDirectoryStream(work, "{crash,timeout,oom}-*")) {
      for (Path input : inputs) {
        failure.append(input.getFileName()).append(": ");
        failure.append(Base64.getEncoder().encodeToString(Files.readAllBytes(input))).append('\n');
      }
    }
    return failure.toString();
  }
}
