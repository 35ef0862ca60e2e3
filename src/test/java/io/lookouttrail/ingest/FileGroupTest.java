package io.lookouttrail.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import io.lookouttrail.archive.LogFile;
import io.lookouttrail.ingest.rows.FileGroup;
import io.lookouttrail.ingest.rows.PendingFile;
import io.lookouttrail.ingest.rows.TaskPacker;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class FileGroupTest {
  private static final SortedSet<String> SOURCES =
      new TreeSet<>(List.of("b.amazonaws.com", "a.amazonaws.com"));
  private static final Instant AT = Instant.parse("2025-09-03T10:00:00.123456789Z");

  private static LogFile file(String name, long bytes) {
    return new LogFile(
        "s3://bucket/" + name, "s3a://bucket/" + name, bytes, AT, "111122223333", "us-east-1", AT);
  }

  @Test
  void travelsAsBytes() {
    FileGroup group = new FileGroup(SOURCES, List.of(file("AWSLogs/1/x", 7), file("y", 8)));

    assertThat(FileGroup.fromBytes(group.toBytes())).isEqualTo(group);
    FileGroup empty = new FileGroup(new TreeSet<>(), List.of());
    assertThat(FileGroup.fromBytes(empty.toBytes())).isEqualTo(empty);
  }

  @Test
  void packsTasksOfAboutEqualWeightTheHeaviestFirst() {
    List<PendingFile> items = new ArrayList<>();
    for (int i = 0; i < 1_000; i++) {
      items.add(
          new PendingFile(file("%04d".formatted(i), i * 1_000L), SOURCES, Optional.empty(), false));
    }

    List<FileGroup> groups = TaskPacker.pack(items, 2);

    assertThat(groups).hasSizeBetween(8, 10);
    List<Long> bytes = groups.stream().map(FileGroupTest::bytes).toList();
    assertThat(bytes).isSortedAccordingTo((one, other) -> Long.compare(other, one));
    assertThat(groups.stream().flatMap(group -> group.files().stream()).toList())
        .containsExactlyInAnyOrderElementsOf(items.stream().map(PendingFile::file).toList());
  }

  private static long bytes(FileGroup group) {
    return group.files().stream().mapToLong(LogFile::bytes).sum();
  }
}
