package io.lookouttrail.reports.memory;

import java.time.Instant;
import java.time.LocalDate;

/**
 * An earlier report of the same source.
 *
 * @param madeAt the time of the newest events that it can hold
 */
public record MadeReport(Instant madeAt, LocalDate firstDay, LocalDate lastDay) {}
