package io.lookouttrail.archive;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.PriorityQueue;

/**
 * The files of many compact lists in the order of (delivery day, {@code sourceFile}).
 *
 * <p>Most lists do not overlap. Those of a day whose names overlap are merged; the others are only
 * concatenated.
 */
final class DeliveryOrder implements Iterable<LogFile> {

  private record Span(CompactFileList batch, String first, String last) {
    static Span of(CompactFileList batch) {
      return new Span(batch, batch.sourceFile(0), batch.sourceFile(batch.size() - 1));
    }
  }

  /** Sorted runs of batches; the files of one run all come before those of the next. */
  private final List<List<CompactFileList>> runs = new ArrayList<>();

  DeliveryOrder(List<CompactFileList> batches) {
    List<Span> spans =
        batches.stream()
            .map(Span::of)
            .sorted(
                Comparator.comparing((Span span) -> span.batch().day())
                    .thenComparing(Span::first)
                    .thenComparing(Span::last))
            .toList();
    String end = "";
    List<CompactFileList> run = new ArrayList<>();
    for (Span span : spans) {
      boolean overlaps =
          !run.isEmpty()
              && run.get(0).day().equals(span.batch().day())
              && span.first().compareTo(end) <= 0;
      if (!overlaps) {
        run = new ArrayList<>(1);
        runs.add(run);
        end = span.last();
      }
      run.add(span.batch());
      end = end.compareTo(span.last()) < 0 ? span.last() : end;
    }
  }

  LocalDate firstDay() {
    return runs.get(0).get(0).day();
  }

  LocalDate lastDay() {
    return runs.get(runs.size() - 1).get(0).day();
  }

  @Override
  public Iterator<LogFile> iterator() {
    return new Files(runs.iterator());
  }

  private static final class Cursor {
    private final CompactFileList batch;
    private int next;
    private String sourceFile;

    Cursor(CompactFileList batch) {
      this.batch = batch;
      this.sourceFile = batch.sourceFile(0);
    }

    String sourceFile() {
      return sourceFile;
    }

    LogFile file() {
      return batch.file(next);
    }

    boolean advance() {
      next++;
      if (next == batch.size()) {
        return false;
      }
      sourceFile = batch.sourceFile(next);
      return true;
    }
  }

  private static final class Files implements Iterator<LogFile> {
    private final Iterator<List<CompactFileList>> runs;
    private final PriorityQueue<Cursor> merging =
        new PriorityQueue<>(Comparator.comparing(Cursor::sourceFile));

    Files(Iterator<List<CompactFileList>> runs) {
      this.runs = runs;
    }

    @Override
    public boolean hasNext() {
      return !merging.isEmpty() || runs.hasNext();
    }

    @Override
    public LogFile next() {
      if (!hasNext()) {
        throw new NoSuchElementException();
      }
      if (merging.isEmpty()) {
        runs.next().forEach(batch -> merging.add(new Cursor(batch)));
      }
      Cursor first = merging.remove();
      LogFile file = first.file();
      if (first.advance()) {
        merging.add(first);
      }
      return file;
    }
  }
}
