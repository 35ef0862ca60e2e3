/** Renderer of a report as PDF. */
@NullMarked
package io.lookouttrail.reports.render.pdf;

import org.jspecify.annotations.NullMarked;
