/** Renderer of the tables of a report as CSV. */
@NullMarked
package io.lookouttrail.reports.render.csv;

import org.jspecify.annotations.NullMarked;
