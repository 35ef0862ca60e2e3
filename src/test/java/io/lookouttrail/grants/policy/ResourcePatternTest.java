package io.lookouttrail.grants.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ResourcePatternTest {
  /** From IAM's user guide, "IAM JSON policy elements: Resource": the example of S3. */
  @ParameterizedTest
  @CsvSource({
    "amzn-s3-demo-bucket/1/test/object.jpg, true",
    "amzn-s3-demo-bucket/1/2/test/object.jpg, true",
    "amzn-s3-demo-bucket/1/2/test/3/object.jpg, true",
    "amzn-s3-demo-bucket/1/2/3/test/4/object.jpg, true",
    "amzn-s3-demo-bucket/1///test///object.jpg, true",
    "amzn-s3-demo-bucket/1/test/.jpg, true",
    "amzn-s3-demo-bucket//test/object.jpg, true",
    "amzn-s3-demo-bucket/1/test/, true",
    "amzn-s3-demo-bucket/1-test/object.jpg, false",
    "amzn-s3-demo-bucket/test/object.jpg, false",
    "amzn-s3-demo-bucket/1/2/test.jpg, false",
  })
  void matchesTheExamplesOfTheUserGuide(String object, boolean matches) {
    ResourcePattern pattern = ResourcePattern.of("arn:aws:s3:::amzn-s3-demo-bucket/*/test/*");
    assertThat(pattern.matches("arn:aws:s3:::" + object)).isEqualTo(matches);
  }

  @ParameterizedTest
  @CsvSource({
    "*, anything:at/all, true",
    "arn:aws:lookoutvision:*:*:*, arn:aws:lookoutvision:eu-west-1:111122223333:model/a/1, true",
    "arn:aws:lookoutvision:*, arn:aws:lookoutvision:eu-west-1:111122223333:model/a/1, true",
    "arn:aws:lookoutvision:eu-*:*:model/*, arn:aws:lookoutvision:eu-west-1:1:model/a/1, true",
    "arn:aws:lookoutvision:eu-*:*:model/*, arn:aws:lookoutvision:us-east-1:1:model/a/1, false",
    "arn:aws:lookoutvision:e*1:*:model/*, arn:aws:lookoutvision:eu-west-1:1:model/a/1, true",
    "arn:aws:lookoutvision:*l/a/1, arn:aws:lookoutvision:eu-west-1:1:model/a/1, false",
    "arn:aws:lookoutvision:eu-west-?:*:*, arn:aws:lookoutvision:eu-west-1:1:model/a/1, true",
    "arn:aws:lookoutvision:eu-west-1?1:model/a/1, arn:aws:lookoutvision:eu-west-1:1:model/a/1, false",
    "arn:aws:lookoutvision:eu-west-1:1:model/A/1, arn:aws:lookoutvision:eu-west-1:1:model/a/1, false",
    "arn:aws:lookoutvision:eu-west-1:1:model/a, arn:aws:lookoutvision:eu-west-1:1:model/a/1, false",
    "'', '', true",
    "?, '', false",
    "**, '', true",
  })
  void keepsWildcardsWithinSegments(String pattern, String resource, boolean matches) {
    assertThat(ResourcePattern.of(pattern).matches(resource)).isEqualTo(matches);
  }

  @ParameterizedTest
  @CsvSource({
    "model/${aws:username}/*, model/jane/1, true, true",
    "'model/${aws:PrincipalTag/team, ''none''}', model/any, true, true",
    "model/${*}, model/*, true, false",
    "model/${*}, model/a, false, false",
    "model/${?}, model/?, true, false",
    "model/${$}, model/$, true, false",
    "model/${open, model/${open, true, false",
  })
  void takesAPolicyVariableForAnyText(
      String pattern, String resource, boolean matches, boolean hasVariable) {
    ResourcePattern parsed = ResourcePattern.withVariables(pattern);
    assertThat(parsed.matches(resource)).isEqualTo(matches);
    assertThat(parsed.hasVariable()).isEqualTo(hasVariable);
  }

  @Test
  void takesAVariableLiterallyInThePolicyOfAnOldVersion() {
    ResourcePattern pattern = ResourcePattern.of("model/${aws:username}");
    assertThat(pattern.hasVariable()).isFalse();
    assertThat(pattern.matches("model/jane")).isFalse();
    assertThat(pattern.matches("model/${aws:username}")).isTrue();
  }

  /** A naive translation to a regular expression, beside which the patterns are tested. */
  private static boolean matchesRegex(String pattern, String text, boolean hasSegments) {
    StringBuilder regex = new StringBuilder();
    for (int i = 0; i < pattern.length(); i++) {
      char c = pattern.charAt(i);
      boolean endsSegment = i + 1 == pattern.length() || pattern.charAt(i + 1) == ':';
      if (c == '*') {
        regex.append(hasSegments && !endsSegment ? "[^:]*" : ".*");
      } else if (c == '?') {
        regex.append(hasSegments ? "[^:]" : ".");
      } else {
        regex.append(Pattern.quote(String.valueOf(c)));
      }
    }
    return Pattern.compile(regex.toString(), Pattern.DOTALL).matcher(text).matches();
  }

  private static String random(Random random, String characters) {
    StringBuilder text = new StringBuilder();
    int length = random.nextInt(9);
    for (int i = 0; i < length; i++) {
      text.append(characters.charAt(random.nextInt(characters.length())));
    }
    return text.toString();
  }

  @Test
  void matchesAsANaiveRegularExpressionDoes() {
    Random random = new Random(16);
    int matches = 0;
    for (int i = 0; i < 200_000; i++) {
      String pattern = random(random, "ab:/*?*");
      String text = random(random, "ab:/");
      boolean expected = matchesRegex(pattern, text, true);
      matches += expected ? 1 : 0;
      assertThat(ResourcePattern.of(pattern).matches(text))
          .as("%s on %s", pattern, text)
          .isEqualTo(expected);
      assertThat(ActionPatterns.matches(pattern, text))
          .as("%s on %s", pattern, text)
          .isEqualTo(matchesRegex(pattern, text, false));
    }
    assertThat(matches).isGreaterThan(5_000);
  }

  @Test
  void matchesAHostileActionPatternInShortTime() {
    String pattern = "a*".repeat(5_000) + "b";
    assertThat(ActionPatterns.matches(pattern, "a".repeat(5_000))).isFalse();
  }
}
