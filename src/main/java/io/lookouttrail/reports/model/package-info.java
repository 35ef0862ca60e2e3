/**
 * A report as plain values: figures, findings, sections of tables and charts. It must not know
 * where they come from (Spark, Delta) or how they are drawn.
 */
@NullMarked
package io.lookouttrail.reports.model;

import org.jspecify.annotations.NullMarked;
