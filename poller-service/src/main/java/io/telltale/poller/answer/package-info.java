/**
 * Answers that came by callback: records of the answer topic come in, and wait here for the poll
 * whose request they answer.
 */
@NullMarked
package io.telltale.poller.answer;

import org.jspecify.annotations.NullMarked;
