package io.lookouttrail.archive;

import static org.assertj.core.api.Assertions.assertThat;

import io.lookouttrail.archive.KeyLayout.KeyFacts;
import io.lookouttrail.run.AccountId;
import io.lookouttrail.run.RegionName;
import io.lookouttrail.run.Window;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.Set;

/** Fuzz target: keys of a bucket. */
public final class KeyFuzz {
  private KeyFuzz() {}

  /** Any text is a key; the facts that are read from it are valid. */
  public static void fuzzerTestOneInput(byte[] data) {
    String key = new String(data, StandardCharsets.UTF_8);
    KeyFacts facts = KeyLayout.read(key);
    assertThat(facts.account().stream()).allMatch(AccountId::isValid);
    assertThat(facts.region().stream()).allMatch(RegionName::isValid);
    assertThat(facts.deliveredAt().stream().map(time -> time.atZone(ZoneOffset.UTC).getYear()))
        .allMatch(year -> year >= 2000 && year < 2200);
    assertThat(KeyLayout.dayOf(key).isPresent()).isEqualTo(facts.deliveredAt().isPresent());
    LogFileName digest = LogFileName.ofDigest(key.substring(key.lastIndexOf('/') + 1));
    if (digest != null) {
      assertThat(AccountId.isValid(String.valueOf(digest.account()))).isTrue();
    }
    KeyPosition position = KeyPosition.of(key);
    LocalDate day = LocalDate.of(2025, 9, 3);
    Window window = new Window(Optional.of(day), Optional.of(day), 3, Set.of(), Set.of());
    if (position.isWithin(window)) {
      assertThat(position.overlaps(window)).isTrue();
    }
  }
}
