package io.lookouttrail.storage;

import static io.lookouttrail.scan.RecordJson.anEvent;
import static io.lookouttrail.scan.RecordJson.body;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lookouttrail.archive.LogFile;
import io.lookouttrail.scan.LogFileReader;
import io.lookouttrail.scan.Scanned;
import io.lookouttrail.scan.body.Problem;
import io.lookouttrail.storage.MemoryStore.Break;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ReadAheadTest {
  private static final int CHUNK = 100;
  private static final ReadAheadLimits LIMITS = new ReadAheadLimits(8, CHUNK, 20, 5);

  /** The largest size for which the size and one more byte fit the chunks of a file. */
  private static final int SHARE = 5 * CHUNK - 1;

  private static final int[] SIZES = {1, CHUNK - 1, CHUNK, CHUNK + 1, 0, SHARE, SHARE + 1, 7_000};

  @BeforeEach
  void forget() {
    MemoryStore.clear();
  }

  private static ReadAhead ahead(List<LogFile> files, ReadAheadLimits limits) {
    return ReadAhead.start(MemoryStore.configuration(), files, limits);
  }

  private static ReadAhead ahead(List<LogFile> files) {
    return ahead(files, LIMITS);
  }

  private static byte[] bytesOf(int file) {
    return MemoryStore.noise(file, SIZES[file % SIZES.length]);
  }

  private static String name(int file) {
    return "%04d".formatted(file);
  }

  private static List<LogFile> files(int count) {
    return IntStream.range(0, count).mapToObj(i -> MemoryStore.put(name(i), bytesOf(i))).toList();
  }

  private static byte[] read(StoredFiles files, LogFile file) throws IOException {
    try (InputStream in = files.open(file)) {
      return in.readAllBytes();
    }
  }

  @Test
  void givesTheBytesOfEachFileInTheListsOrderForOneRequest() throws IOException {
    List<LogFile> files = files(400);

    try (ReadAhead ahead = ahead(files)) {
      for (int i = 0; i < files.size(); i++) {
        assertThat(read(ahead, files.get(i))).as(name(i)).isEqualTo(bytesOf(i));
      }
    }

    List<String> notEmpty =
        IntStream.range(0, files.size())
            .filter(i -> bytesOf(i).length > 0)
            .mapToObj(ReadAheadTest::name)
            .toList();
    assertThat(MemoryStore.opened()).isEqualTo(notEmpty);
  }

  @Test
  void sendsManyRequestsAtOnce() throws IOException {
    List<LogFile> files =
        IntStream.range(0, 40).mapToObj(i -> MemoryStore.put(name(i), new byte[] {1})).toList();
    MemoryStore.answerAfterRequests(LIMITS.requests());

    try (ReadAhead ahead = ahead(files)) {
      for (LogFile file : files) {
        assertThat(read(ahead, file)).hasSize(1);
      }
    }
  }

  @Test
  void holdsNoMoreThanItsChunks() throws IOException {
    ReadAheadLimits narrow = new ReadAheadLimits(4, CHUNK, 6, 3);
    List<LogFile> files =
        IntStream.range(0, 60)
            .mapToObj(i -> MemoryStore.put(name(i), MemoryStore.noise(i, 2 * CHUNK)))
            .toList();

    try (ReadAhead ahead = ahead(files, narrow)) {
      for (int i = 0; i < files.size(); i++) {
        try (InputStream in = ahead.open(files.get(i))) {
          assertThat(in.readNBytes(1)).hasSize(1);
          assertThat(MemoryStore.opened()).hasSizeLessThanOrEqualTo(i + 2);
        }
      }
      assertThat(ahead.chunksMade()).isLessThanOrEqualTo(narrow.chunks());
    }
  }

  @Test
  void readsALargeFileOnlyWhenItIsOpened() throws IOException {
    LogFile small = MemoryStore.put("small", MemoryStore.noise(1, SHARE));
    LogFile large = MemoryStore.put("large", MemoryStore.noise(2, SHARE + 1));
    LogFile next = MemoryStore.put("next", MemoryStore.noise(3, SHARE));

    try (ReadAhead ahead = ahead(List.of(large, small, next))) {
      InputStream in = ahead.open(large);
      assertThat(ahead.open(small).readAllBytes()).hasSize(SHARE);
      assertThat(MemoryStore.opened()).doesNotContain("large");
      in.close();
      assertThat(read(ahead, next)).isEqualTo(MemoryStore.noise(3, SHARE));
    }
  }

  @Test
  void readsFilesThatAreShorterOrLongerThanListed() throws IOException {
    byte[] bytes = MemoryStore.noise(1, 350);
    LogFile grown = MemoryStore.put("grown", bytes, 120);
    LogFile shrunk = MemoryStore.put("shrunk", bytes, 480);
    LogFile after = MemoryStore.put("after", bytes);

    try (ReadAhead ahead = ahead(List.of(grown, shrunk, after))) {
      assertThat(read(ahead, grown)).isEqualTo(bytes);
      assertThat(read(ahead, shrunk)).isEqualTo(bytes);
      assertThat(read(ahead, after)).isEqualTo(bytes);
    }
  }

  @Test
  void skipsFilesThatAreNotOpened() throws IOException {
    List<LogFile> files = files(200);

    try (ReadAhead ahead = ahead(files)) {
      for (int i = 0; i < files.size(); i += 33) {
        assertThat(read(ahead, files.get(i))).as(name(i)).isEqualTo(bytesOf(i));
      }
      assertThatThrownBy(() -> ahead.open(files.get(0)))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void waitsForTheChunksOfSkippedFiles() throws IOException {
    ReadAheadLimits narrow = new ReadAheadLimits(2, CHUNK, 3, 3);
    List<LogFile> files =
        IntStream.range(0, 30)
            .mapToObj(i -> MemoryStore.put(name(i), MemoryStore.noise(i, 2 * CHUNK)))
            .toList();

    try (ReadAhead ahead = ahead(files, narrow)) {
      for (int i = 1; i < files.size(); i += 3) {
        assertThat(read(ahead, files.get(i))).isEqualTo(MemoryStore.noise(i, 2 * CHUNK));
      }
      assertThat(ahead.chunksMade()).isLessThanOrEqualTo(narrow.chunks());
    }
  }

  @Test
  void openingAFileEndsTheStreamBefore() throws IOException {
    List<LogFile> files = files(3);

    try (ReadAhead ahead = ahead(files)) {
      InputStream first = ahead.open(files.get(0));
      assertThat(first.read()).isNotNegative();
      ahead.open(files.get(1));
      assertThatThrownBy(first::read).isInstanceOf(IOException.class);
    }
  }

  @Test
  void aFaultInOneFileDoesNotAffectOthers() {
    List<LogFile> files = gzipped(9);
    MemoryStore.breaks(name(2), new Break(60, 1, new IOException("connection reset")));
    MemoryStore.breaks(name(4), new Break(60, 99, new IOException("connection reset")));
    MemoryStore.breaks(name(6), new Break(0, 99, new AccessDeniedException("key")));

    List<Scanned> oneByOne = scanned(files, new StoredFiles.OnDisk(MemoryStore.configuration()));
    List<String> asked = MemoryStore.opened();
    MemoryStore.forgetRequests();
    List<Scanned> fetched = scanned(files, ahead(files, new ReadAheadLimits(3, CHUNK, 30, 10)));

    assertThat(fetched.stream().map(Scanned::kinds).toList())
        .isEqualTo(oneByOne.stream().map(Scanned::kinds).toList());
    assertThat(fetched.stream().map(Scanned::summary).toList())
        .isEqualTo(oneByOne.stream().map(Scanned::summary).toList());
    assertThat(fetched.stream().map(Scanned::refused).toList())
        .isEqualTo(oneByOne.stream().map(Scanned::refused).toList());
    assertThat(MemoryStore.opened()).isEqualTo(asked).hasSize(9 + 1 + 2);
    assertThat(fetched.get(2).eventIds()).containsExactly("a2", "b2");
    assertThat(fetched.get(4).kinds()).containsExactly(Problem.Kind.UNREADABLE);
    assertThat(fetched.get(6).refused()).isTrue();
    assertThat(fetched.get(8).eventIds()).containsExactly("a8", "b8");
  }

  private static List<LogFile> gzipped(int count) {
    List<LogFile> files = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      String text = body(anEvent().id("a" + i), anEvent().id("b" + i));
      files.add(MemoryStore.put(name(i), Scanned.gzip(text.getBytes(StandardCharsets.UTF_8))));
    }
    return files;
  }

  private static List<Scanned> scanned(List<LogFile> files, StoredFiles stored) {
    try (stored;
        LogFileReader reader = new LogFileReader(MemoryStore.configuration(), Scanned.OPTIONS)) {
      return files.stream().map(file -> Scanned.of(reader.open(file, stored))).toList();
    }
  }

  @Test
  void aMissingFileIsAbsent() throws IOException {
    LogFile there = MemoryStore.put("there", new byte[1]);
    LogFile gone =
        new LogFile(
            "memory:///x", "memory:///x", 9, there.modifiedAt(), null, null, there.deliveredAt());

    try (ReadAhead ahead = ahead(List.of(gone, there))) {
      assertThatThrownBy(() -> read(ahead, gone)).isInstanceOf(FileNotFoundException.class);
      assertThat(read(ahead, there)).hasSize(1);
    }
  }

  @Test
  void aBugInTheStoreIsThrown() {
    List<LogFile> files = files(2);
    MemoryStore.breaks(name(0), new Break(0, 9, new IllegalStateException("a bug")));

    try (ReadAhead ahead = ahead(files)) {
      assertThatThrownBy(() -> read(ahead, files.get(0))).hasMessage("a bug");
    }
  }

  @Test
  void endsItsThreadsAfterTheLastFile() throws IOException, InterruptedException {
    List<LogFile> files = files(20);

    try (ReadAhead ahead = ahead(files)) {
      for (LogFile file : files) {
        read(ahead, file);
      }
      assertThat(ahead.executor().awaitTermination(1, TimeUnit.MINUTES)).isTrue();
      assertThat(ahead.executor().getLargestPoolSize()).isEqualTo(LIMITS.requests());
    }
  }

  @Test
  void endsItsThreadsWhenClosedInTheMiddle() throws IOException {
    List<LogFile> files = files(100);
    ReadAhead full = ahead(files);
    read(full, files.get(0));
    full.close();
    assertThat(full.executor().isTerminated()).isTrue();

    MemoryStore.answerAfterRequests(Integer.MAX_VALUE);
    ReadAhead waiting = ahead(files);
    InputStream in = waiting.open(files.get(0));
    waiting.close();
    assertThat(waiting.executor().isTerminated()).isTrue();
    assertThatThrownBy(in::read).isInstanceOf(IOException.class);
  }

  @Test
  void anInterruptionIsNotAProblemOfTheFile() {
    List<LogFile> files = gzipped(3);
    MemoryStore.answerAfterRequests(Integer.MAX_VALUE);
    ReadAhead ahead = ahead(files);
    Thread.currentThread().interrupt();
    try {
      assertThatThrownBy(() -> scanned(files, ahead)).isInstanceOf(UncheckedIOException.class);
      assertThat(ahead.executor().isTerminated()).isTrue();
    } finally {
      assertThat(Thread.interrupted()).isTrue();
    }
  }

  @Test
  void doesNotFetchAheadFromTheLocalDisk() {
    LogFile local =
        new LogFile("file:///a", "file:///a", 1, Instant.EPOCH, null, null, Instant.EPOCH);
    LogFile stored = MemoryStore.put("a", new byte[1]);

    try (StoredFiles disk = StoredFiles.of(MemoryStore.configuration(), List.of(local));
        StoredFiles store = StoredFiles.of(MemoryStore.configuration(), List.of(stored))) {
      assertThat(disk).isInstanceOf(StoredFiles.OnDisk.class);
      assertThat(store).isInstanceOf(ReadAhead.class);
    }
  }

  @Test
  void retriesAfterATimeout() throws IOException {
    LogFile file = MemoryStore.put("slow", MemoryStore.noise(1, 300));
    MemoryStore.breaks("slow", new Break(150, 2, new SocketTimeoutException("read timed out")));

    try (ReadAhead ahead = ahead(List.of(file))) {
      assertThat(read(ahead, file)).isEqualTo(MemoryStore.noise(1, 300));
    }
    assertThat(MemoryStore.opened()).hasSize(3);
  }
}
