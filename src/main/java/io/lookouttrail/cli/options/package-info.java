/** Options that several commands share, and the conversion of their values. */
@NullMarked
package io.lookouttrail.cli.options;

import org.jspecify.annotations.NullMarked;
