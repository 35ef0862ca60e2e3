package io.lookouttrail.ingest;

import io.lookouttrail.archive.LogFile;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;

/**
 * Packs the files of a batch into tasks of about equal weight: enough of them to keep every core
 * busy to the end, few enough that a task's own cost does not show.
 */
final class TaskPacker {
  private static final long MIN_TASK_BYTES = 8L << 20;
  private static final long MAX_TASK_BYTES = 64L << 20;
  private static final int TASKS_PER_CORE = 4;

  private TaskPacker() {}

  /** The heaviest tasks first, so that none is left alone at the end. */
  static List<FileGroup> pack(Collection<PendingFile> items, int cores) {
    long total = items.stream().mapToLong(PendingFile::readingCost).sum();
    long taskBytes =
        Math.max(MIN_TASK_BYTES, Math.min(MAX_TASK_BYTES, total / ((long) cores * TASKS_PER_CORE)));
    Map<SortedSet<String>, List<PendingFile>> bySources = new LinkedHashMap<>();
    for (PendingFile item : items) {
      bySources.computeIfAbsent(item.eventSources(), sources -> new ArrayList<>()).add(item);
    }
    List<FileGroup> groups = new ArrayList<>();
    bySources.forEach((sources, wanted) -> groups.addAll(groups(sources, wanted, taskBytes)));
    groups.sort(Comparator.comparingLong(TaskPacker::bytes).reversed());
    return groups;
  }

  private static List<FileGroup> groups(
      SortedSet<String> sources, List<PendingFile> items, long taskBytes) {
    List<FileGroup> groups = new ArrayList<>();
    List<LogFile> files = new ArrayList<>();
    long weight = 0;
    for (PendingFile item : items) {
      if (!files.isEmpty() && weight + item.readingCost() > taskBytes) {
        groups.add(new FileGroup(sources, files));
        files = new ArrayList<>();
        weight = 0;
      }
      files.add(item.file());
      weight += item.readingCost();
    }
    if (!files.isEmpty()) {
      groups.add(new FileGroup(sources, files));
    }
    return groups;
  }

  private static long bytes(FileGroup group) {
    return group.files().stream().mapToLong(LogFile::bytes).sum();
  }
}
