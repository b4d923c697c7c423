/**
 * Topics that a service follows: records come in, and wait here for whoever asks for one by its
 * key.
 */
@NullMarked
package io.telltale.service.topic;

import org.jspecify.annotations.NullMarked;
