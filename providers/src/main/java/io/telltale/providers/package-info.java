/**
 * Clients of the providers. Credentials and requests come in, {@code page} answers and {@code
 * schemas.event} events leave. {@code http} sends the requests, and one package per provider parses
 * its answers. Nothing here knows Kafka or a schedule.
 */
@NullMarked
package io.telltale.providers;

import org.jspecify.annotations.NullMarked;
