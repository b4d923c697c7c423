/**
 * Rules that find the messages behind SMS rows, as pure functions: rows of one device come in,
 * messages leave. One SMS has a row of its own on each channel that reported it. Package {@code
 * device} counts by these rules and history reads list by them, so both say the same.
 */
@NullMarked
package io.telltale.streams.sms;

import org.jspecify.annotations.NullMarked;
