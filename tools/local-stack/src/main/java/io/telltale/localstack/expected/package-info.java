/**
 * What the streams application has to answer, worked out slowly and plainly: rows of the event
 * topics and declared links arrive, the members of answers leave. Written from the design and from
 * decision 15; shares no class with the streams application, and none of what it is compared with.
 */
@NullMarked
package io.telltale.localstack.expected;

import org.jspecify.annotations.NullMarked;
