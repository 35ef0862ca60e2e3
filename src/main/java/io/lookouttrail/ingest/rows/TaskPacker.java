package io.lookouttrail.ingest.rows;

import io.lookouttrail.archive.LogFile;
import io.lookouttrail.archive.TaskPacking;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;

/** Packs the files of a batch into tasks; a task reads files for the same event sources. */
public final class TaskPacker {
  private static final long MIN_TASK_BYTES = 8L << 20;
  private static final long MAX_TASK_BYTES = 64L << 20;

  private TaskPacker() {}

  /** The heaviest tasks first, so that none is left alone at the end. */
  public static List<FileGroup> pack(Collection<PendingFile> items, int cores) {
    long total = items.stream().mapToLong(PendingFile::readingCost).sum();
    long taskBytes = TaskPacking.maxWeight(total, cores, MIN_TASK_BYTES, MAX_TASK_BYTES);
    Map<SortedSet<String>, List<PendingFile>> bySources = new LinkedHashMap<>();
    for (PendingFile item : items) {
      bySources.computeIfAbsent(item.eventSources(), sources -> new ArrayList<>()).add(item);
    }
    List<FileGroup> groups = new ArrayList<>();
    bySources.forEach(
        (sources, files) ->
            TaskPacking.pack(files, taskBytes, PendingFile::readingCost)
                .forEach(task -> groups.add(group(sources, task))));
    groups.sort(Comparator.comparingLong(TaskPacker::bytes).reversed());
    return groups;
  }

  private static FileGroup group(SortedSet<String> sources, List<PendingFile> task) {
    return new FileGroup(sources, task.stream().map(PendingFile::file).toList());
  }

  private static long bytes(FileGroup group) {
    return group.files().stream().mapToLong(LogFile::bytes).sum();
  }
}
