/**
 * Who and what a sample has: options, accounts, Regions, people, projects, trails, planted faults.
 */
@NullMarked
package io.lookouttrail.sample.plan;

import org.jspecify.annotations.NullMarked;
