/**
 * The job that makes the report of a month or a period from the tables. It reads no archive, and
 * the renderers decide how a report looks.
 */
@NullMarked
package io.lookouttrail.reports;

import org.jspecify.annotations.NullMarked;
