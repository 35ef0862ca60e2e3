package io.lookouttrail.reports.render.html;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HtmlEscaperTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "<b a=\"x\" c='y'>&     | &lt;b a=&quot;x&quot; c=&#39;y&#39;&gt;&amp;",
        "Zo\u00EB \u691C\u67FB \uD83D\uDD25 | Zo\u00EB \u691C\u67FB \uD83D\uDD25",
        "a\u202Eb                | a\u27E8U+202E\u27E9b",
        "a\u0000\u0007\u001Bb    | a\u27E8U+0000\u27E9\u27E8U+0007\u27E9\u27E8U+001B\u27E9b",
        "a\u0085b\u007F          | a\u27E8U+0085\u27E9b\u27E8U+007F\u27E9",
        "a\rb                    | a\u27E8U+000D\u27E9b",
        "a\u2028b\u2029          | a\u27E8U+2028\u27E9b\u27E8U+2029\u27E9",
        "a\u200Bb\uFEFFc         | a\u27E8U+200B\u27E9b\u27E8U+FEFF\u27E9c",
        "a\uD800b                | a\u27E8U+D800\u27E9b",
        "a\uFFFFb\uFDD0          | a\u27E8U+FFFF\u27E9b\u27E8U+FDD0\u27E9",
        "a\uDB40\uDC41b          | a\u27E8U+E0041\u27E9b",
      })
  void keepsVisibleCharactersAndReplacesInvisibleOnes(String text, String html) {
    assertThat(HtmlEscaper.INSTANCE.escapePlainText(text)).isEqualTo(html);
  }
}
