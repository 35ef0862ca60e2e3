package io.lookouttrail.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Packages and classes in {@code src/docs/architecture.md} are those of the sources. */
class ArchitecturePageTest {
  private static final Page PAGE = Page.of("src/docs/architecture.md");
  private static final Path SOURCES = Path.of("src/main/java/io/lookouttrail");

  private static List<Path> classes() {
    try (Stream<Path> files = Files.walk(SOURCES)) {
      return files
          .filter(file -> file.toString().endsWith(".java"))
          .filter(file -> !file.endsWith("package-info.java"))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void everyPackageStandsInTheTableAndNoOther() {
    List<String> named =
        Page.rows(PAGE.section("Packages")).stream()
            .flatMap(row -> Pattern.compile("`([\\w.]+)`").matcher(row.get(0)).results())
            .map(name -> name.group(1))
            .toList();
    List<String> packages =
        classes().stream()
            .map(file -> SOURCES.relativize(file.getParent()).toString().replace('/', '.'))
            .distinct()
            .toList();
    assertThat(named).containsExactlyInAnyOrderElementsOf(packages);
  }

  @Test
  void everyClassThatIsNamedExists() {
    List<String> classes =
        classes().stream().map(file -> file.getFileName().toString().replace(".java", "")).toList();
    assertThat(PAGE.codeSpans())
        .filteredOn(span -> span.matches("[A-Z][a-z]+[A-Za-z]*"))
        .hasSizeGreaterThan(50)
        .allMatch(classes::contains);
  }
}
