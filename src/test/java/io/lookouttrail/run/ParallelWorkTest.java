package io.lookouttrail.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class ParallelWorkTest {
  @Test
  void givesTheResultsInTheOrderOfThePieces() {
    CountDownLatch second = new CountDownLatch(1);
    List<Callable<String>> work =
        List.of(
            () -> {
              second.await();
              return "first";
            },
            () -> {
              second.countDown();
              return "second";
            });
    assertThat(ParallelWork.run(2, work)).containsExactly("first", "second");
    assertThat(ParallelWork.run(2, List.<Callable<String>>of())).isEmpty();
  }

  @Test
  void throwsWhatAPieceThrowsAndInterruptsTheOthers() throws InterruptedException {
    CountDownLatch interrupted = new CountDownLatch(1);
    CountDownLatch never = new CountDownLatch(1);
    List<Callable<String>> work =
        List.of(
            () -> {
              throw UserError.cannot("read it", "it is gone", "Look elsewhere.");
            },
            () -> {
              try {
                never.await();
              } catch (InterruptedException e) {
                interrupted.countDown();
              }
              return "";
            });
    assertThatThrownBy(() -> ParallelWork.run(2, work)).isInstanceOf(UserError.class);
    interrupted.await();
  }

  @Test
  void givesThreadsTheClassLoaderOfTheCaller() {
    ClassLoader before = Thread.currentThread().getContextClassLoader();
    ClassLoader own = new ClassLoader(before) {};
    Thread.currentThread().setContextClassLoader(own);
    try {
      assertThat(ParallelWork.run(1, List.of(() -> Thread.currentThread().getContextClassLoader())))
          .containsExactly(own);
    } finally {
      Thread.currentThread().setContextClassLoader(before);
    }
  }
}
