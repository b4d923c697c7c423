/** The devices named by events so far, read from the event topics. */
@NullMarked
package io.telltale.poller.answer;

import org.jspecify.annotations.NullMarked;
