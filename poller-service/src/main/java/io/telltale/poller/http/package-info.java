/** The operator's API of poll tasks: {@code /poll-tasks}, and what instances ask each other. */
@NullMarked
package io.telltale.poller.http;

import org.jspecify.annotations.NullMarked;
