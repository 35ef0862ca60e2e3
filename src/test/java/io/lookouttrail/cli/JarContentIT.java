package io.lookouttrail.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import scala.util.Properties;

/** The jar that spark-submit takes brings nothing that a cluster has itself. */
class JarContentIT {
  private static final Path JAR = Path.of(System.getProperty("lookouttrail.jar"));
  private static final Path HOME = Path.of(System.getProperty("lookouttrail.home"));

  /** The Scala version of this build's Spark, which the names of its jars contain. */
  private static final String SCALA =
      Properties.versionNumberString().replaceFirst("\\.[0-9]+$", "");

  private static List<String> entries() throws IOException {
    try (JarFile jar = new JarFile(JAR.toFile())) {
      return jar.stream().filter(entry -> !entry.isDirectory()).map(JarEntry::getName).toList();
    }
  }

  @Test
  void holdsOurClassesAndWhatWasMovedBelowThem() throws IOException {
    assertThat(entries())
        .filteredOn(name -> !name.startsWith("io/lookouttrail/"))
        .allMatch(
            name ->
                name.equals("META-INF/MANIFEST.MF")
                    // Its native part knows its classes by name.
                    || name.matches("com/sun/jna/(((internal|ptr|win32)/)?[^/]+\\.class)")
                    || name.matches("com/sun/jna/linux-(x86-64|aarch64)/libjnidispatch\\.so")
                    || name.matches("META-INF/(LICENSE|NOTICE|licenses/.+)")
                    || name.matches(
                        "META-INF/services/(org/jline|io\\.lookouttrail|org\\.apache\\.spark).*"));
    assertThat(entries())
        .filteredOn(name -> name.startsWith("io/lookouttrail/shaded/"))
        .isNotEmpty()
        .allMatch(
            name ->
                name.matches(
                    "io/lookouttrail/shaded/(picocli|kernel|jline|freemarker|fastexcel|opczip|jzlib"
                        + "|openhtmltopdf|pdfbox|fontbox|xmpbox|graphics2d|fonts)/.*"));
  }

  @Test
  void isSmall() throws IOException {
    assertThat(Files.size(JAR)).isLessThan(14_000_000);
  }

  @Test
  void liesWithTheLocalRuntimeThatHoldsTheRest() throws IOException {
    assertThat(HOME.resolve("lookout-trail.jar")).hasSameBinaryContentAs(JAR);
    assertThat(HOME.resolve("conf")).isDirectoryContaining("glob:**/spark-defaults.conf");
    assertThat(HOME.resolve("conf")).isDirectoryContaining("glob:**/log4j2.properties");
    try (Stream<Path> jars = Files.list(HOME.resolve("jars"))) {
      assertThat(jars.map(jar -> jar.getFileName().toString()))
          .anyMatch(name -> name.startsWith("spark-core_" + SCALA + "-"))
          .anyMatch(name -> name.startsWith("delta-spark_" + SCALA + "-"))
          .anyMatch(name -> name.startsWith("hadoop-aws-"))
          // For timestamps and signatures with KMS; too large for the jar.
          .anyMatch(name -> name.startsWith("bcpkix-jdk18on-"))
          .anyMatch(name -> name.startsWith("kms-"))
          .noneMatch(name -> name.startsWith("lookout-trail"))
          .noneMatch(name -> name.matches("(picocli|jline|junit|assertj|archunit).*"));
    }
  }

  @Test
  void namesItsTerminalByTheClassThatWasMoved() throws IOException {
    String file = "META-INF/services/org/jline/terminal/provider/exec";
    try (JarFile jar = new JarFile(JAR.toFile())) {
      String text =
          new String(
              jar.getInputStream(jar.getJarEntry(file)).readAllBytes(), StandardCharsets.UTF_8);
      String type = text.strip().replaceFirst("class\\s*=\\s*", "");
      assertThat(jar.getJarEntry(type.replace('.', '/') + ".class")).as(type).isNotNull();
    }
  }
}
