package io.lookouttrail.scan;

import static io.lookouttrail.scan.RecordJson.anEvent;
import static io.lookouttrail.scan.RecordJson.body;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lookouttrail.archive.LogFile;
import io.lookouttrail.scan.body.Problem;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FSInputStream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RawLocalFileSystem;
import org.apache.hadoop.fs.impl.OpenFileParameters;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogFileReaderTest {
  private static final byte[] GZIP =
      Scanned.gzip(body(anEvent().id("a"), anEvent().id("b")).getBytes(StandardCharsets.UTF_8));

  /** File system with scripted answers: each answer serves one open. */
  public static final class ScriptedFileSystem extends RawLocalFileSystem {
    private static final Deque<Answer> ANSWERS = new ArrayDeque<>();
    private static final List<String> REQUESTS = new ArrayList<>();

    /** Answer to an open: the file's bytes up to an offset, then the failure or the end. */
    record Answer(long upTo, IOException failure) {}

    @Override
    public URI getUri() {
      return URI.create("scripted:///");
    }

    @Override
    public String getScheme() {
      return "scripted";
    }

    @Override
    protected void checkPath(Path path) {}

    @Override
    public FileStatus getFileStatus(Path path) {
      throw new AssertionError("a size is known from the listing");
    }

    @Override
    protected CompletableFuture<FSDataInputStream> openFileWithOptions(
        Path path, OpenFileParameters parameters) {
      Configuration options = parameters.getOptions();
      REQUESTS.add(
          options.get("fs.option.openfile.length")
              + " "
              + options.get("fs.option.openfile.read.policy"));
      return CompletableFuture.completedFuture(
          new FSDataInputStream(new ScriptedStream(ANSWERS.removeFirst())));
    }
  }

  private static final class ScriptedStream extends FSInputStream {
    private final ScriptedFileSystem.Answer answer;
    private int position;

    ScriptedStream(ScriptedFileSystem.Answer answer) {
      this.answer = answer;
    }

    @Override
    public void seek(long newPosition) {
      position = (int) newPosition;
      ScriptedFileSystem.REQUESTS.add("from " + newPosition);
    }

    @Override
    public long getPos() {
      return position;
    }

    @Override
    public boolean seekToNewSource(long targetPos) {
      return false;
    }

    @Override
    public int read() throws IOException {
      if (position < answer.upTo()) {
        return GZIP[position++] & 0xff;
      }
      if (answer.failure() != null) {
        throw answer.failure();
      }
      return -1;
    }

    @Override
    public int read(byte[] out, int from, int length) throws IOException {
      int first = read();
      if (first < 0) {
        return -1;
      }
      out[from] = (byte) first;
      return 1;
    }
  }

  @BeforeEach
  void forget() {
    ScriptedFileSystem.ANSWERS.clear();
    ScriptedFileSystem.REQUESTS.clear();
  }

  private static Scanned read(ScriptedFileSystem.Answer... answers) {
    ScriptedFileSystem.ANSWERS.addAll(Arrays.asList(answers));
    return read(file("scripted:///bucket/a.json.gz", GZIP.length));
  }

  private static Scanned read(LogFile file) {
    Configuration configuration = new Configuration(false);
    configuration.setClass("fs.scripted.impl", ScriptedFileSystem.class, RawLocalFileSystem.class);
    configuration.setBoolean("fs.scripted.impl.disable.cache", true);
    try (LogFileReader reader = new LogFileReader(configuration, Scanned.OPTIONS)) {
      return Scanned.of(reader.open(file));
    }
  }

  private static LogFile file(String path, long bytes) {
    return new LogFile(path, path, bytes, Instant.EPOCH, null, null, Instant.EPOCH);
  }

  private static ScriptedFileSystem.Answer all() {
    return new ScriptedFileSystem.Answer(GZIP.length, null);
  }

  private static ScriptedFileSystem.Answer upTo(int bytes, IOException failure) {
    return new ScriptedFileSystem.Answer(bytes, failure);
  }

  @Test
  void readsAFileInOneRequestThatSaysItsSize() {
    assertThat(read(all()).eventIds()).containsExactly("a", "b");
    assertThat(ScriptedFileSystem.REQUESTS).containsExactly(GZIP.length + " whole-file,sequential");
  }

  @Test
  void goesOnWhereAReadBrokeOrEndedEarly() {
    Scanned scanned = read(upTo(50, new IOException("connection reset")), upTo(90, null), all());

    assertThat(scanned.eventIds()).containsExactly("a", "b");
    assertThat(scanned.problems()).isEmpty();
    assertThat(ScriptedFileSystem.REQUESTS).contains("from 50", "from 90");
  }

  @Test
  void aBodyThatStaysShortIsTruncated() {
    Scanned scanned = read(upTo(60, null), upTo(60, null), upTo(60, new EOFException("416")));

    assertThat(scanned.kinds()).containsExactly(Problem.Kind.TRUNCATED);
    assertThat(ScriptedFileSystem.ANSWERS).isEmpty();
  }

  @Test
  void aWholeGzipShorterThanListedIsTruncated() {
    Scanned scanned = Scanned.bytes(GZIP, true);
    assertThat(scanned.problems()).isEmpty();
    try (LogFileReader reader = new LogFileReader(new Configuration(false), Scanned.OPTIONS)) {
      Scanned shorter =
          Scanned.of(reader.open(new ByteArrayInputStream(GZIP), GZIP.length + 1, true));
      assertThat(shorter.kinds()).containsExactly(Problem.Kind.TRUNCATED);
      assertThat(shorter.eventIds()).containsExactly("a", "b");
    }
  }

  @Test
  void aReadThatKeepsBreakingIsUnreadable() {
    IOException reset = new IOException("connection\nreset");

    Scanned scanned = read(upTo(0, reset), upTo(0, reset), upTo(0, reset));

    assertThat(scanned.kinds()).containsExactly(Problem.Kind.UNREADABLE);
    assertThat(scanned.onlyProblem().detail()).isEqualTo("IOException: connection reset");
    assertThat(scanned.refused()).isFalse();
  }

  @Test
  void aDeniedReadIsRefusedAndNotTriedAgain() {
    Scanned scanned = read(upTo(0, new AccessDeniedException("key", null, "Status Code: 403")));

    assertThat(scanned.kinds()).containsExactly(Problem.Kind.UNREADABLE);
    assertThat(scanned.refused()).isTrue();
    assertThat(read(upTo(0, new IOException("KMS", new AccessDeniedException("k")))).refused())
        .isTrue();
  }

  @Test
  void anObjectInGlacierIsArchivedAndNotRefused() {
    AccessDeniedException forbidden =
        new AccessDeniedException(
            "key", null, "InvalidObjectStateException: not valid (Service: S3, Status Code: 403)");
    forbidden.initCause(new IOException("InvalidObjectState"));

    Scanned scanned = read(upTo(0, forbidden));

    assertThat(scanned.kinds()).containsExactly(Problem.Kind.ARCHIVED);
    assertThat(scanned.refused()).isFalse();
  }

  @Test
  void aFileThatIsGoneIsUnreadable() {
    assertThat(read(upTo(0, new FileNotFoundException("no such key"))).kinds())
        .containsExactly(Problem.Kind.UNREADABLE);
    assertThat(read(file("file:///no/such/file.json.gz", 7)).kinds())
        .containsExactly(Problem.Kind.UNREADABLE);
    assertThat(read(file("nosuchscheme://bucket/file.json.gz", 7)).kinds())
        .containsExactly(Problem.Kind.UNREADABLE);
  }

  @Test
  void anEmptyFileIsTruncatedWithoutARequest() {
    assertThat(read(file("scripted:///bucket/a.json.gz", 0)).kinds())
        .containsExactly(Problem.Kind.TRUNCATED);
    assertThat(ScriptedFileSystem.REQUESTS).isEmpty();
  }

  @Test
  void anInterruptedTaskSaysNothingOfTheFile() {
    Thread.currentThread().interrupt();
    try {
      assertThatThrownBy(() -> read(upTo(0, new IOException("interrupted"))))
          .isInstanceOf(UncheckedIOException.class);
    } finally {
      assertThat(Thread.interrupted()).isTrue();
    }
  }

  @Test
  void readsLocalFilesOneAfterTheOtherWithTheSameBuffers(@TempDir java.nio.file.Path folder)
      throws IOException {
    try (LogFileReader reader = new LogFileReader(new Configuration(false), Scanned.OPTIONS)) {
      for (int i = 0; i < 5; i++) {
        byte[] bytes =
            i == 2
                ? Arrays.copyOf(GZIP, 70)
                : Scanned.gzip(body(anEvent().id("e" + i)).getBytes(StandardCharsets.UTF_8));
        java.nio.file.Path path = Files.write(folder.resolve("f " + i + ".json.gz"), bytes);
        Scanned scanned = Scanned.of(reader.open(file(path.toUri().getPath(), bytes.length)));
        assertThat(scanned.problems()).hasSize(i == 2 ? 1 : 0);
        if (i != 2) {
          assertThat(scanned.eventIds()).containsExactly("e" + i);
        }
      }
    }
  }

  @Test
  void openingAFileEndsTheScanBefore() {
    try (LogFileReader reader = new LogFileReader(new Configuration(false), Scanned.OPTIONS)) {
      LogFileScan first = reader.open(new ByteArrayInputStream(GZIP), GZIP.length, true);
      assertThat(first.advance()).isTrue();
      assertThat(
              Scanned.of(reader.open(new ByteArrayInputStream(GZIP), GZIP.length, true)).eventIds())
          .containsExactly("a", "b");
      assertThat(first.advance()).isFalse();
      assertThatThrownBy(first::summary).isInstanceOf(IllegalStateException.class);
      assertThatThrownBy(first::current).isInstanceOf(IllegalStateException.class);
    }
  }
}
