/** Draws a report in each format; sees the model alone. */
@NullMarked
package io.lookouttrail.reports.render;

import org.jspecify.annotations.NullMarked;
