/** Which devices events named so far: records of the event topics come in, their refs leave. */
@NullMarked
package io.telltale.poller.answer;

import org.jspecify.annotations.NullMarked;
