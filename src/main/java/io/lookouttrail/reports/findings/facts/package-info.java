/** The facts and inputs that findings rules read: plain records. */
@NullMarked
package io.lookouttrail.reports.findings.facts;

import org.jspecify.annotations.NullMarked;
