/** Renderer of a report, its evidence and the result of a run as JSON. */
@NullMarked
package io.lookouttrail.reports.render.json;

import org.jspecify.annotations.NullMarked;
