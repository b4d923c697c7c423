/** How often a service logs the same thing: a key comes in, whether its line is due leaves. */
@NullMarked
package io.telltale.service.log;

import org.jspecify.annotations.NullMarked;
