/** What readiness says, with a registry that answers for the test. */
@NullMarked
package io.telltale.service.health;

import org.jspecify.annotations.NullMarked;
