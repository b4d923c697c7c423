/** Whether a service can do its work now, asked over its management port. */
@NullMarked
package io.telltale.service.health;

import org.jspecify.annotations.NullMarked;
