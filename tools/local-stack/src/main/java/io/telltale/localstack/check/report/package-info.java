/** Results of checks: counts of families go in, a table and a JSON file come out. */
@NullMarked
package io.telltale.localstack.check.report;

import org.jspecify.annotations.NullMarked;
