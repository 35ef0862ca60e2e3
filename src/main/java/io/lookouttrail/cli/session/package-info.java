/** The Spark session of a command. */
@NullMarked
package io.lookouttrail.cli.session;

import org.jspecify.annotations.NullMarked;
