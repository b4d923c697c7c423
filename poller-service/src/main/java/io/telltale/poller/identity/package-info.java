/**
 * The operator's API of identities, {@code /identities}: declared links come in by file, request or
 * CSV and leave as records on {@code device.link.v1}; the register in streams-app is next. Links
 * that the register did not apply come back as conflicts. The door besides HTTP is {@link
 * io.telltale.poller.identity.DeclaredLinkFile}. It knows nothing of polling.
 */
@NullMarked
package io.telltale.poller.identity;

import org.jspecify.annotations.NullMarked;
