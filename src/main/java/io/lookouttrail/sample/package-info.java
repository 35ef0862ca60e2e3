/**
 * Writes a realistic archive for a seed, and the expected truth about it. It uses the layout of an
 * archive but no code that reads one, so that tests compare two independent parts.
 */
@NullMarked
package io.lookouttrail.sample;

import org.jspecify.annotations.NullMarked;
