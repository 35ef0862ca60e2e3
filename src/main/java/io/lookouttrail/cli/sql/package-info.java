/** Read-only SQL: statements, prompt, result formats. */
@NullMarked
package io.lookouttrail.cli.sql;

import org.jspecify.annotations.NullMarked;
