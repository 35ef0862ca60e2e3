package io.lookouttrail.reports.memory;

/** A query as plain code over the rows in memory; gives what its SQL gives. */
@FunctionalInterface
public interface MemoryQuery {
  ResultRows run(ReportMemory memory);
}
