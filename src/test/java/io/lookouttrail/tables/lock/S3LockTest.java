package io.lookouttrail.tables.lock;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lookouttrail.fixtures.S3FaultProxy;
import io.lookouttrail.fixtures.S3FaultProxy.Request;
import io.lookouttrail.fixtures.S3Server;
import io.lookouttrail.fixtures.TestSpark;
import io.lookouttrail.run.UserError;
import io.lookouttrail.tables.QuarantineTable;
import io.lookouttrail.tables.TableStore;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.s3a.UnknownStoreException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The lease and the commits on a store with conditional writes. */
class S3LockTest {
  private static final String BUCKET = "lake";
  private static final Path COMMIT =
      new Path("s3a://lake/t/events/_delta_log/00000000000000000007.json");
  private static final String COMMIT_KEY = COMMIT.toUri().getPath().substring(1);

  @TempDir static java.nio.file.Path folder;
  private static S3Server server;
  private static S3FaultProxy front;

  @BeforeAll
  static void start() {
    server =
        S3Server.start(folder.resolve("server"), TestSpark.session())
            .with(BUCKET, "attempts.maximum", "1")
            .bucket(BUCKET);
    front = server.faultProxy();
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @AfterEach
  void calmAndEmpty() throws IOException {
    front.calm();
    new Path("s3a://lake/t").getFileSystem(hadoop()).delete(new Path("s3a://lake/t"), true);
  }

  @Test
  void refusesASecondCommitOfAVersion() throws IOException {
    commit("the first");
    assertThatThrownBy(() -> commit("the second")).isInstanceOf(FileAlreadyExistsException.class);
    assertThat(server.text(BUCKET, COMMIT_KEY)).isEqualTo("the first\n{}\n");
    assertThat(server.keys(BUCKET, "t/")).as("no probe is left").containsExactly(COMMIT_KEY);
  }

  @Test
  void takesOneRequestForACommit() throws IOException {
    commit("tries the store, if no test has");
    front.calm();
    commit(new Path(COMMIT.getParent(), "00000000000000000008.json"), "one request");
    assertThat(front.requests()).singleElement().matches(it -> it.method().equals("PUT"));
  }

  @Test
  void refusesItAlsoWhereTheFirstWasSeenByNobody() throws IOException {
    boolean[] taken = {false};
    front.around(
        S3LockTest::putsCommit,
        () -> {
          if (!taken[0]) {
            taken[0] = true;
            server.put(BUCKET, COMMIT_KEY, "between".getBytes(UTF_8), Map.of());
          }
        },
        () -> {});
    assertThatThrownBy(() -> commit("late")).isInstanceOf(FileAlreadyExistsException.class);
    assertThat(server.text(BUCKET, COMMIT_KEY)).isEqualTo("between");
  }

  @Test
  void knowsItsOwnCommitWhoseAnswerWasLost() throws IOException {
    front.loseAnswerOnce(S3LockTest::putsCommit);
    commit("mine");
    assertThat(server.text(BUCKET, COMMIT_KEY)).isEqualTo("mine\n{}\n");
    assertThat(front.requests()).filteredOn(S3LockTest::putsCommit).hasSizeGreaterThan(1);
  }

  @Test
  void knowsItsOwnCommitWhereNoAnswerCameAtAll() throws IOException {
    boolean[] passed = {false};
    front.around(S3LockTest::putsCommit, () -> {}, () -> passed[0] = true);
    front.refuse(it -> passed[0] && putsCommit(it), 503, "SlowDown");
    front.loseAnswerOnce(it -> putsCommit(it) && (passed[0] = true));
    commit("mine");
    assertThat(server.text(BUCKET, COMMIT_KEY)).isEqualTo("mine\n{}\n");
  }

  @Test
  void triesAgainWhereAnotherWriteIsUnderWay() throws IOException {
    int[] refused = {0};
    front.refuse(it -> putsCommit(it) && refused[0]++ < 2, 409, "ConditionalRequestConflict");
    commit("mine");
    assertThat(server.text(BUCKET, COMMIT_KEY)).isEqualTo("mine\n{}\n");
  }

  @Test
  void reportsADeniedCommit() {
    front.refuse(S3LockTest::putsCommit, 403, "AccessDenied");
    assertThatThrownBy(() -> commit("mine"))
        .isInstanceOf(java.nio.file.AccessDeniedException.class)
        .hasMessageContaining(COMMIT.toString());
  }

  @Test
  void aBucketThatIsGoneIsNoConditionThatFailed() throws IOException {
    Path lost = new Path("s3a://gone/t/_lock");
    ConditionalStore store = S3ConditionalStore.of(lost.getFileSystem(hadoop())).orElseThrow();
    assertThatThrownBy(() -> store.putIfAbsent(lost, lease("a run")))
        .isInstanceOf(UnknownStoreException.class);
    assertThatThrownBy(() -> store.get(lost)).isInstanceOf(UnknownStoreException.class);
  }

  @Test
  void admitsOneWriterAndThenTheNext() {
    try (WriterLock first = acquire("the first")) {
      assertThat(first.limit()).isEmpty();
      assertThatThrownBy(() -> acquire("the second"))
          .isInstanceOf(UserError.class)
          .hasMessageContaining("another run is writing to them: the first, lease until ");
      first.check();
    }
    assertThat(server.keys(BUCKET, "t/_")).isEmpty();
    acquire("the third").close();
  }

  @Test
  void admitsOneOfTwoThatBothFoundNoLease() {
    boolean[] other = {false};
    front.around(
        S3LockTest::putsLease,
        () -> {
          if (!other[0]) {
            other[0] = true;
            server.put(BUCKET, "t/_lock", lease("the other"), Map.of());
          }
        },
        () -> {});
    assertThatThrownBy(() -> acquire("a run"))
        .hasMessageContaining("another run is writing to them: the other, lease until 2999-");
  }

  @Test
  void takesOverALeaseByTheClockOfTheStoreAlone() throws Exception {
    server.put(BUCKET, "t/_lock", lease("one that died, whose clock was wrong", 1), Map.of());
    assertThatThrownBy(() -> acquire("a run")).hasMessageContaining("one that died");
    Thread.sleep(4_000);
    acquire("a run").close();
  }

  @Test
  void noOtherClockMattersThanTheStores() throws IOException {
    server.put(BUCKET, "t/_lock", lease("one that lives", 120), Map.of());
    assertThat(file(ahead(Duration.ofDays(1))).read().orElseThrow().expired()).isFalse();
  }

  @Test
  void clocksMayDifferByAMinuteWhereTheStoreGivesNoDate() throws IOException {
    server.put(BUCKET, "t/_lock", lease("a run", 1), Map.of());
    front.giveNoDate();
    assertThat(file(ahead(Duration.ofSeconds(30))).read().orElseThrow().expired()).isFalse();
    assertThat(file(ahead(Duration.ofSeconds(90))).read().orElseThrow().expired()).isTrue();
  }

  @Test
  void waitsForATornLease() throws Exception {
    server.put(BUCKET, "t/_lock", new byte[0], Map.of());
    assertThatThrownBy(() -> acquire("a run")).hasMessageContaining("a run whose lease cannot");
  }

  @Test
  void renewsByItsOwnVersionAndLosesAnothersLease() throws Exception {
    LeaseFile file = file();
    LeaseLock lease = taken(file, "a run");
    front.loseAnswerOnce(S3LockTest::putsLease);
    lease.renew();
    lease.renew();
    lease.check();
    server.put(BUCKET, "t/_lock", lease("the other"), Map.of());
    lease.renew();
    assertThatThrownBy(lease::check)
        .hasMessageContaining("this run has lost the lease on it (the other, lease until 2999-");
    lease.close();
    assertThat(server.text(BUCKET, "t/_lock")).as("is not this run's").contains("the other");
  }

  @Test
  void commitsNothingAfterACommitOfAnotherRun() throws IOException {
    TableStore store = new TableStore(TestSpark.session(), "s3a://lake/t");
    store.open(QuarantineTable.SPEC);
    Path next = new Path(store.path("quarantine") + "/_delta_log/00000000000000000001.json");
    try (WriterLock lock = acquire("a run")) {
      assertThat(store.version(QuarantineTable.SPEC)).hasValue(0);
      server.put(BUCKET, next.toUri().getPath().substring(1), "{}".getBytes(UTF_8), Map.of());
      Path second = new Path(next.getParent(), "00000000000000000002.json");
      assertThatThrownBy(() -> commit(second, "would be the next"))
          .isInstanceOf(UserError.class)
          .hasMessage(
              "Cannot continue writing to s3a://lake/t: this run has lost the lease on it (another"
                  + " run has written version 1 of quarantine). Run the same command again when the"
                  + " other run has ended. Each table is at a whole commit.");
      assertThatThrownBy(() -> commit("another table's")).isInstanceOf(UserError.class);
      assertThatThrownBy(lock::check).isInstanceOf(UserError.class);
    }
  }

  @Test
  void commitsNothingAfterAVersionThatItDidNotWrite() throws IOException {
    Path log = COMMIT.getParent();
    try (WriterLock lock = acquire("a run")) {
      commit("version 7");
      commit(new Path(log, "00000000000000000008.json"), "its own");
      lock.check();
      assertThatThrownBy(
              () -> commit(new Path(log, "00000000000000000010.json"), "after another's"))
          .hasMessageContaining("(another run has written version 9 of events)");
    }
  }

  @Test
  void commitsNothingAfterItsTerm() throws Exception {
    TestSpark.session().conf().set(TablesFolderLock.TERM_OPTION, "1");
    try (WriterLock lock = acquire("a run")) {
      front.refuse(S3LockTest::putsLease, 503, "SlowDown");
      Thread.sleep(1_100);
      assertThatThrownBy(() -> commit("too late"))
          .isInstanceOf(UserError.class)
          .hasMessageContaining("it was not renewed for");
      assertThatThrownBy(lock::check).isInstanceOf(UserError.class);
    } finally {
      TestSpark.session().conf().unset(TablesFolderLock.TERM_OPTION);
    }
    assertThat(server.keys(BUCKET, "t/events/")).isEmpty();
  }

  private static boolean putsCommit(Request it) {
    return it.method().equals("PUT") && it.path().endsWith("00000000000000000007.json");
  }

  private static boolean putsLease(Request it) {
    return it.method().equals("PUT") && it.path().endsWith("/_lock");
  }

  private static LeaseLock taken(LeaseFile file, String holder) throws IOException {
    return LeaseLock.tryAcquire(
            file, holder, Lease.TERM, Clock.systemUTC(), WriterLock.Sleeper.REAL)
        .orElseThrow();
  }

  private static Clock ahead(Duration time) {
    return Clock.offset(Clock.systemUTC(), time);
  }

  private static LeaseFile file() throws IOException {
    return file(Clock.systemUTC());
  }

  private static LeaseFile file(Clock clock) throws IOException {
    Path tables = new Path("s3a://lake/t");
    return new S3LeaseFile(
        ConditionalStores.at(tables.getFileSystem(hadoop()), tables).orElseThrow(),
        new Path(tables, "_lock"),
        clock);
  }

  private static byte[] lease(String holder) {
    return lease(holder, 120);
  }

  private static byte[] lease(String holder, int seconds) {
    return "token\n2999-01-01T00:00:00Z\n%s\nPT%dS\n".formatted(holder, seconds).getBytes(UTF_8);
  }

  private static WriterLock acquire(String holder) {
    return new TableStore(TestSpark.session(), "s3a://lake/t")
        .lock(holder, Duration.ZERO, Clock.systemUTC());
  }

  private static void commit(String text) throws IOException {
    commit(COMMIT, text);
  }

  private static void commit(Path file, String text) throws IOException {
    new ConditionalPutLogStore(hadoop())
        .write(file, List.of(text, "{}").iterator(), false, hadoop());
  }

  private static Configuration hadoop() {
    return TestSpark.session().sparkContext().hadoopConfiguration();
  }
}
