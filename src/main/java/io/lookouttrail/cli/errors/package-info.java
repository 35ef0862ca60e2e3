/** Turns failures into one line for the user. */
@NullMarked
package io.lookouttrail.cli.errors;

import org.jspecify.annotations.NullMarked;
