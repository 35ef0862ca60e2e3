package io.lookouttrail.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Runs each fuzz target over its corpus, without a fuzzer. */
class FuzzCorpusTest {
  static Stream<Arguments> inputs() {
    return FuzzTargets.ALL.stream()
        .flatMap(
            target ->
                FuzzTargets.inputs(target).stream().map(input -> Arguments.of(target, input)));
  }

  @ParameterizedTest
  @MethodSource("inputs")
  void holds(FuzzTargets.Target target, Path input) throws Exception {
    target
        .type()
        .getMethod("fuzzerTestOneInput", byte[].class)
        .invoke(null, (Object) Files.readAllBytes(input));
  }

  @Test
  void eachTargetHasACorpus() {
    assertThat(FuzzTargets.ALL)
        .allSatisfy(target -> assertThat(FuzzTargets.inputs(target)).isNotEmpty());
  }
}
