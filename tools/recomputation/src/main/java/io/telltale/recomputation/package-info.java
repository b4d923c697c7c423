/**
 * Works out, slowly and plainly, what the streams application has to answer. Rows of the event
 * topics and declared links come in, the content of answers leaves for {@code check}. Written from
 * the design alone: shares no class with the streams application.
 */
@NullMarked
package io.telltale.recomputation;

import org.jspecify.annotations.NullMarked;
