/** Renderer of a report as one HTML page. */
@NullMarked
package io.lookouttrail.reports.render.html;

import org.jspecify.annotations.NullMarked;
