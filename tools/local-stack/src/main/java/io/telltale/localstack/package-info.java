/**
 * The command behind {@code ./telltale}: a command line arrives, lines of progress and an exit code
 * leave. What the stack consists of is in {@code plan}, how it is started, watched and stopped in
 * {@code run}.
 */
@NullMarked
package io.telltale.localstack;

import org.jspecify.annotations.NullMarked;
