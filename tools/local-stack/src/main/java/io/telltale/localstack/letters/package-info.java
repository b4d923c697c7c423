/**
 * Dead letters at the command line: requests to the operator's API go out, JSON lines are printed.
 */
@NullMarked
package io.telltale.localstack.letters;

import org.jspecify.annotations.NullMarked;
