/** The commands of the command line, one class each. */
@NullMarked
package io.lookouttrail.cli.commands;

import org.jspecify.annotations.NullMarked;
