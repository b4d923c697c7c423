/**
 * Topics that a service reads to the end and follows: records come in from the brokers, and are
 * handed over or kept by key. No offset is ever committed.
 */
@NullMarked
package io.telltale.service.topic;

import org.jspecify.annotations.NullMarked;
