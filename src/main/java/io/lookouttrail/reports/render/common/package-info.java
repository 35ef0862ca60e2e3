/** Text, compression and template support that several renderers share. */
@NullMarked
package io.lookouttrail.reports.render.common;

import org.jspecify.annotations.NullMarked;
