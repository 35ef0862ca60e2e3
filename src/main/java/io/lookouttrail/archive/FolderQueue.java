package io.lookouttrail.archive;

import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.HashSet;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.Set;
import java.util.function.Consumer;

/**
 * The folders that a listing still has to list, each real folder once.
 *
 * <p>Links between folders lead to the same folder along many paths, and back to folders above. So
 * a link is taken only when all folders without a link are listed, one link at a time in the order
 * of their names: a folder keeps its own name, and of two links the first always wins.
 */
final class FolderQueue {
  private final Queue<Folder> folders = new ArrayDeque<>();
  private final PriorityQueue<Folder> links =
      new PriorityQueue<>(Comparator.comparing(Folder::location));
  private final Set<java.nio.file.Path> seen = new HashSet<>();
  private int running;

  void add(Folder folder) {
    if (folder.link()) {
      links.add(folder);
    } else {
      addUnseen(folder);
    }
  }

  /**
   * Gives out the folders that can be listed now.
   *
   * @return whether folders are being listed; if not, all are
   */
  boolean takeAll(Consumer<Folder> receiver) {
    while (running == 0 && folders.isEmpty() && !links.isEmpty()) {
      addUnseen(links.remove());
    }
    while (!folders.isEmpty()) {
      running++;
      receiver.accept(folders.remove());
    }
    return running > 0;
  }

  /** Notes that a folder that was given out is listed, and its children are added. */
  void listed() {
    running--;
  }

  private void addUnseen(Folder folder) {
    java.nio.file.Path real = folder.real();
    if (real == null || seen.add(real)) {
      folders.add(folder);
    }
  }
}
