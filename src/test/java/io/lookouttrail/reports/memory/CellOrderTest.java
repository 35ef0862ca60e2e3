package io.lookouttrail.reports.memory;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class CellOrderTest {
  @Test
  void textsAreInTheOrderOfTheirUtf8Bytes() {
    List<String> texts = new ArrayList<>();
    Random random = new Random(7);
    int[] letters = {'a', 'b', 0xE9, 0x20AC, 0xFFFD, 0x1F600, 0x10FFFF, 0xE000};
    for (int i = 0; i < 300; i++) {
      StringBuilder text = new StringBuilder();
      for (int length = random.nextInt(5); length > 0; length--) {
        text.appendCodePoint(letters[random.nextInt(letters.length)]);
      }
      texts.add(text.toString());
    }
    for (String one : texts) {
      for (String other : texts) {
        assertThat(Integer.signum(CellOrder.TEXT.compare(one, other)))
            .isEqualTo(
                Integer.signum(
                    Arrays.compareUnsigned(
                        one.getBytes(StandardCharsets.UTF_8),
                        other.getBytes(StandardCharsets.UTF_8))));
      }
    }
  }

  @Test
  void nullComesFirstAlsoInStructs() {
    assertThat(CellOrder.NULLS_FIRST.compare(null, "")).isNegative();
    assertThat(CellOrder.NULLS_FIRST.compare(Arrays.asList("a", null), Arrays.asList("a", "")))
        .isNegative();
    assertThat(CellOrder.NULLS_FIRST.compare(Arrays.asList("b", null), Arrays.asList("a", "z")))
        .isPositive();
    assertThat(CellOrder.NULLS_FIRST.compare(2L, 10L)).isNegative();
  }
}
