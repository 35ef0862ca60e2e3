/** Standard streams, terminal width, progress, and formats of numbers. */
@NullMarked
package io.lookouttrail.cli.terminal;

import org.jspecify.annotations.NullMarked;
