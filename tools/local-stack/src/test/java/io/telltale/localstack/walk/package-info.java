/**
 * The end-to-end walk: from the providers' own answers to ours over HTTP, on real parts. The claims
 * are one class; what they run against is another.
 */
@NullMarked
package io.telltale.localstack.walk;

import org.jspecify.annotations.NullMarked;
