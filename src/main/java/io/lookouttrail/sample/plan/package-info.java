/**
 * Content of a sample: options, accounts, Regions, callers, projects, trails, planted faults, keys.
 */
@NullMarked
package io.lookouttrail.sample.plan;

import org.jspecify.annotations.NullMarked;
