/** Standard streams, terminal width, progress, and numbers as text. */
@NullMarked
package io.lookouttrail.cli.terminal;

import org.jspecify.annotations.NullMarked;
