package io.lookouttrail.grants.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ResourceSearchTest {
  private final ResourceSearch search = new ResourceSearch();

  private static ResourceSet set(String... patterns) {
    return ResourceSet.of(Stream.of(patterns).map(ResourcePattern::of).toList());
  }

  private static ResourceSet allBut(String... patterns) {
    return ResourceSet.allBut(Stream.of(patterns).map(ResourcePattern::of).toList());
  }

  private boolean exists(List<ResourceSet> inAll, List<ResourceSet> inNone) {
    return search.exists(inAll, inNone);
  }

  @Test
  void findsWhetherPatternsOverlap() {
    assertThat(exists(List.of(set("a*"), set("*b")), List.of())).isTrue();
    assertThat(exists(List.of(set("a*"), set("b*")), List.of())).isFalse();
    assertThat(exists(List.of(set("a?c"), set("ab?")), List.of())).isTrue();
    assertThat(exists(List.of(set("a?"), set("a")), List.of())).isFalse();
    assertThat(exists(List.of(set("*:*"), set("a*b")), List.of())).isFalse();
    assertThat(exists(List.of(ResourceSet.NONE), List.of())).isFalse();
    assertThat(exists(List.of(ResourceSet.ALL), List.of())).isTrue();
  }

  @Test
  void findsWhetherAUnionCoversAPattern() {
    assertThat(exists(List.of(set("model/*")), List.of(set("*")))).isFalse();
    assertThat(exists(List.of(set("model/a/*")), List.of(set("model/*")))).isFalse();
    assertThat(exists(List.of(set("model/*")), List.of(set("model/a/*")))).isTrue();
    // Every text is empty, or one character, or longer.
    assertThat(exists(List.of(set("a*")), List.of(set("a"), set("a?"), set("a:*"), set("a?*"))))
        .isFalse();
    assertThat(exists(List.of(set("a*")), List.of(set("a"), set("a?"), set("a?*")))).isTrue();
  }

  @Test
  void treatsAllButAsTheComplement() {
    assertThat(exists(List.of(set("model/*")), List.of(allBut("model/*")))).isTrue();
    assertThat(exists(List.of(set("project/*")), List.of(allBut("model/*")))).isFalse();
    assertThat(exists(List.of(set("model/*"), allBut("model/*")), List.of())).isFalse();
    assertThat(exists(List.of(set("model/*"), allBut("model/a")), List.of())).isTrue();
  }

  @Test
  void answersThatThereIsOneWhereTheSearchWouldBeTooLong() {
    // No text ends in both, but the search tries first which of the others it can have before.
    assertThat(exists(List.of(set("*x"), set("*y")), List.of())).isFalse();
    List<ResourceSet> required = new ArrayList<>(List.of(set("*x")));
    for (char c = 'a'; c <= 'p'; c++) {
      required.add(set("*" + c + "*"));
    }
    required.add(set("*y"));
    assertThat(exists(required, List.of())).isTrue();
  }

  @Test
  void findsAPatternAmongThousands() {
    List<String> projects = new ArrayList<>();
    for (int i = 0; i < 3_000; i++) {
      projects.add("arn:aws:lookoutvision:eu-west-1:111122223333:project/p" + i);
    }
    ResourceSet many = set(projects.toArray(String[]::new));
    ResourceSet all = set("arn:*:lookoutvision:*:111122223333:project/*");
    assertThat(exists(List.of(many, all), List.of(many))).isFalse();
    assertThat(exists(List.of(all), List.of(many))).isTrue();
    assertThat(exists(List.of(many, all), List.of(set(projects.get(0))))).isTrue();
  }

  /** Compares with trying all texts of up to five characters. */
  @Test
  void agreesWithTryingAllTexts() {
    Random random = new Random(16);
    List<String> texts = texts("a:b", 5);
    for (int i = 0; i < 3_000; i++) {
      ResourceSet one = random(random);
      ResourceSet two = random(random);
      ResourceSet not = random(random);
      boolean expected =
          texts.stream().anyMatch(text -> has(one, text) && has(two, text) && !has(not, text));
      boolean found = new ResourceSearch().exists(List.of(one, two), List.of(not));
      if (expected || !found) {
        assertThat(found).as("%s and %s and not %s", one, two, not).isEqualTo(expected);
      } else {
        // A longer text, which needs a pattern without a limit of its length.
        assertThat(one + " " + two).contains("*");
      }
    }
  }

  private static boolean has(ResourceSet set, String text) {
    return set.any().stream().anyMatch(pattern -> pattern.matches(text))
        && set.none().stream().noneMatch(pattern -> pattern.matches(text));
  }

  private static ResourceSet random(Random random) {
    List<ResourcePattern> patterns = new ArrayList<>();
    int count = 1 + random.nextInt(3);
    for (int i = 0; i < count; i++) {
      StringBuilder text = new StringBuilder();
      int length = random.nextInt(5);
      for (int j = 0; j < length; j++) {
        text.append("ab:*?".charAt(random.nextInt(5)));
      }
      patterns.add(ResourcePattern.of(text.toString()));
    }
    return random.nextBoolean() ? ResourceSet.of(patterns) : ResourceSet.allBut(patterns);
  }

  private static List<String> texts(String characters, int longest) {
    List<String> texts = new ArrayList<>(List.of(""));
    int from = 0;
    for (int length = 1; length <= longest; length++) {
      int end = texts.size();
      for (int i = from; i < end; i++) {
        for (int c = 0; c < characters.length(); c++) {
          texts.add(texts.get(i) + characters.charAt(c));
        }
      }
      from = end;
    }
    return texts;
  }
}
