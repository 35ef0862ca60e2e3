package io.lookouttrail.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The pages of the documentation, their links, and the versions and dependencies they name. */
class PagesTest {
  private static final Page README = Page.of("README.md");

  @Test
  void everyRelativeLinkLeadsToAFileAndAHeading() {
    List<String> broken =
        Page.all().stream()
            .flatMap(
                page ->
                    page.links().stream()
                        .filter(link -> !link.matches("https?://.*"))
                        .filter(link -> !leadsSomewhere(page, link))
                        .map(link -> page + ": " + link))
            .toList();
    assertThat(broken).isEmpty();
  }

  private static boolean leadsSomewhere(Page page, String link) {
    String file = link.replaceFirst("#.*", "");
    Path folder = Path.of("").resolve(page.path()).toAbsolutePath().getParent();
    Path target = file.isEmpty() ? page.path() : folder.resolve(file).normalize();
    if (!Files.exists(target)) {
      return false;
    }
    return !link.contains("#")
        || Page.of(target.toString()).anchors().contains(link.replaceFirst(".*#", ""));
  }

  @Test
  void theReadmeIsShortAndLeadsToEveryPage() {
    assertThat(README.text().lines().count()).isLessThanOrEqualTo(200);
    Set<String> reached = new TreeSet<>();
    Page.all().forEach(page -> page.links().forEach(link -> reached.add(target(page, link))));
    assertThat(reached)
        .containsAll(
            Page.all().stream()
                .map(Page::toString)
                .filter(page -> !page.equals("README.md"))
                .toList());
    assertThat(README.links())
        .containsAll(
            Page.all().stream()
                .map(Page::toString)
                .filter(page -> page.startsWith("src/docs"))
                .toList());
  }

  private static String target(Page page, String link) {
    Path folder = page.path().getParent();
    String file = link.replaceFirst("#.*", "");
    return (folder == null ? Path.of(file) : folder.resolve(file)).normalize().toString();
  }

  @Test
  void theReadmeGivesTheTwoCommands() {
    assertThat(README.blocks("sh").get(0))
        .isEqualTo(
            """
            mvn -q -DskipTests package && target/lookout-trail/bin/lookout-trail demo
            mvn -q verify
            """);
  }

  @Test
  void versionsAreThoseOfTheBuild() throws IOException {
    String pom = Files.readString(Path.of("pom.xml"));
    Map<String, String> patterns = new TreeMap<>();
    patterns.put("lookout-trail-(\\d+\\.\\d+\\.\\d+)[.-]", found(pom, "<version>(.*?)</version>"));
    patterns.put("delta-spark_2\\.13[:-](\\d[.\\d]*\\d)", property(pom, "delta.version"));
    patterns.put("delta-storage-(\\d[.\\d]*\\d)", property(pom, "delta.version"));
    patterns.put("delta-storage-s3-dynamodb:(\\d[.\\d]*\\d)", property(pom, "delta.version"));
    patterns.put("hadoop-aws:(\\d[.\\d]*\\d)", property(pom, "hadoop.version"));
    patterns.put(
        "software\\.amazon\\.awssdk:[\\w-]+:(\\d[.\\d]*\\d)", property(pom, "awssdk.version"));
    patterns.put("spark-hive_2\\.13:(\\d[.\\d]*\\d)", property(pom, "spark.version"));
    for (Page page : Page.all()) {
      patterns.forEach(
          (pattern, version) ->
              assertThat(
                      Pattern.compile(pattern).matcher(page.text()).results().map(r -> r.group(1)))
                  .as(page + ": " + pattern)
                  .allMatch(version::equals));
    }
  }

  private static String property(String pom, String name) {
    return found(pom, "<" + Pattern.quote(name) + ">(.*?)<");
  }

  private static String found(String text, String pattern) {
    return Pattern.compile(pattern)
        .matcher(text)
        .results()
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("pom.xml has no " + pattern))
        .group(1);
  }

  /** Artifacts of one project have one reason. */
  @Test
  void everyDependencyAndPluginHasItsReason() throws IOException {
    String reasons = Page.of("src/docs/decisions.md").section("Dependencies");
    String pom =
        Files.readString(Path.of("pom.xml"))
            .replaceAll("(?s)<!--.*?-->", "")
            .replaceAll(
                "(?s)<(exclusions|relocations|transformers|filters|dependencyManagement)>.*?</\\1>",
                "")
            .replaceFirst("(?s).*?</properties>", "");
    Stream<String> artifacts =
        Pattern.compile("<artifactId>(.*?)</artifactId>")
            .matcher(pom)
            .results()
            .map(artifact -> artifact.group(1).replaceFirst("_?\\$\\{scala.*", ""));
    assertThat(artifacts.distinct())
        .hasSizeGreaterThan(40)
        .filteredOn(artifact -> !reasons.contains("`" + artifact + "`"))
        .isEmpty();
  }
}
