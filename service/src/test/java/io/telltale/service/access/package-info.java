/** The rules of who may call, without a server. */
@NullMarked
package io.telltale.service.access;

import org.jspecify.annotations.NullMarked;
