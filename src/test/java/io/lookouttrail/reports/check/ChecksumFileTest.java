package io.lookouttrail.reports.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ChecksumFileTest {
  private static final String A = "a".repeat(64);
  private static final String B = "0123456789abcdef".repeat(4);
  private static final String GOOD = A + "  evidence.json\n" + B + "  index.html\n";

  private static ChecksumFile parse(String text) {
    return ChecksumFile.parse(text.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void readsEachFileWithItsSum() {
    assertThat(parse(GOOD).sums()).isEqualTo(Map.of("evidence.json", A, "index.html", B));
  }

  /** A change of any byte is malformed, or means another sum or another file. */
  @Test
  void noByteCanChangeUnnoticed() {
    byte[] good = GOOD.getBytes(StandardCharsets.UTF_8);
    Map<String, String> sums = parse(GOOD).sums();
    for (int at = 0; at < good.length; at++) {
      for (int bit = 0; bit < 8; bit++) {
        byte[] changed = good.clone();
        changed[at] ^= (byte) (1 << bit);
        assertThat(reads(changed, sums)).as("bit %d of byte %d", bit, at).isFalse();
      }
      assertThat(reads(Arrays.copyOf(good, at), sums)).as("cut at %d", at).isFalse();
    }
  }

  private static boolean reads(byte[] bytes, Map<String, String> sums) {
    try {
      return ChecksumFile.parse(bytes).sums().equals(sums);
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "\n",
        "a",
        "AAAA",
        "# comment\n",
      })
  void refusesWhatIsNoList(String text) {
    assertThatThrownBy(() -> parse(text)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void saysWhichLineIsWrong() {
    assertThatThrownBy(() -> parse(GOOD + A + " *report.pdf\n"))
        .hasMessage("line 3 is not a checksum and a file");
    assertThatThrownBy(() -> parse(GOOD + GOOD)).hasMessage("line 3 is not in its place");
    assertThatThrownBy(() -> parse(GOOD + A + "  ../report.pdf\n"))
        .hasMessage("line 3 is not a checksum and a file");
    assertThatThrownBy(() -> parse(GOOD.strip())).hasMessage("its last line has no end");
    assertThatThrownBy(() -> parse(GOOD + A + "  caf\u00e9.csv\n"))
        .hasMessage("it is not text in ASCII");
  }
}
