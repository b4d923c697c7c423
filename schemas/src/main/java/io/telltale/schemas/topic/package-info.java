/**
 * Every topic, declared once: name, value, retention, and what its readers may rely on. The
 * declarations feed creation, the check at start, the local stack, the tests and {@code
 * docs/asyncapi.json}.
 */
@NullMarked
package io.telltale.schemas.topic;

import org.jspecify.annotations.NullMarked;
