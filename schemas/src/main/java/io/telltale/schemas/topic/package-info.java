/**
 * Every topic, declared once: name, value, retention. The declarations feed creation, the check at
 * start, the local stack and the tests.
 */
@NullMarked
package io.telltale.schemas.topic;

import org.jspecify.annotations.NullMarked;
