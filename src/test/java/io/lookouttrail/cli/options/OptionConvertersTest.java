package io.lookouttrail.cli.options;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class OptionConvertersTest {

  @Test
  void readsTimes() {
    OptionConverters.Time time = new OptionConverters.Time();
    assertThat(time.convert("30s")).isEqualTo(Duration.ofSeconds(30));
    assertThat(time.convert("10m")).isEqualTo(Duration.ofMinutes(10));
    assertThat(time.convert("2H")).isEqualTo(Duration.ofHours(2));
    assertThat(time.convert("1d")).isEqualTo(Duration.ofDays(1));
    assertThat(time.convert("PT5M")).isEqualTo(Duration.ofMinutes(5));
    for (String wrong : new String[] {"10", "soon", "-5m", "PT-5M", ""}) {
      assertThatThrownBy(() -> time.convert(wrong))
          .as(wrong)
          .hasMessageContaining("write it as 30s, 10m, 2h, 1d or PT5M");
    }
  }

  @Test
  void refusesAnAddressThatHoldsALogin() {
    OptionConverters.Location location = new OptionConverters.Location();
    assertThat(location.convert(" s3a://bucket/a@b:c/ ")).isEqualTo("s3a://bucket/a@b:c");
    assertThatThrownBy(() -> location.convert("s3a://AKIA:secret@bucket/x"))
        .hasMessageContaining("it has credentials in it")
        .hasMessageNotContaining("secret");
  }

  @Test
  void readsSizes() {
    OptionConverters.Size size = new OptionConverters.Size();
    assertThat(size.convert("4GiB")).isEqualTo(4L << 30);
    assertThat(size.convert("4g")).isEqualTo(4L << 30);
    assertThat(size.convert("500 MB")).isEqualTo(500_000_000L);
    assertThat(size.convert("64k")).isEqualTo(65_536L);
    assertThat(size.convert("1234")).isEqualTo(1234L);
    assertThat(size.convert("12b")).isEqualTo(12L);
    for (String wrong : new String[] {"0", "-1", "4 apples", "99999999999999999t", ""}) {
      assertThatThrownBy(() -> size.convert(wrong)).as(wrong).hasMessageContaining("is not a size");
    }
  }

  @Test
  void readsPlacesWithoutTheirLastSlash() {
    OptionConverters.Location place = new OptionConverters.Location();
    assertThat(place.convert("s3a://bucket/tables/")).isEqualTo("s3a://bucket/tables");
    assertThat(place.convert("my tables//")).isEqualTo("my tables");
    assertThat(place.convert("/")).isEqualTo("/");
    assertThat(place.convert("file:///")).isEqualTo("file:///");
    assertThatThrownBy(() -> place.convert(" ")).hasMessageContaining("it is empty");
  }

  @Test
  void readsDays() {
    assertThat(new OptionConverters.Day().convert("2024-02-29")).hasToString("2024-02-29");
    for (String wrong : new String[] {"2025-02-29", "2025-9-1", "20250901", "today"}) {
      assertThatThrownBy(() -> new OptionConverters.Day().convert(wrong))
          .as(wrong)
          .hasMessageContaining("write it as 2025-09-01");
    }
  }

  @Test
  void readsPrices() {
    OptionConverters.Price price = new OptionConverters.Price();
    assertThat(price.convert("4")).isEqualTo("4");
    assertThat(price.convert(" 3.50 ")).isEqualTo("3.50");
    for (String wrong : new String[] {"-1", "4 USD", "$4", "1e3", "1,5", "", ".5"}) {
      assertThatThrownBy(() -> price.convert(wrong))
          .as(wrong)
          .hasMessageContaining("is not a price");
    }
  }
}
