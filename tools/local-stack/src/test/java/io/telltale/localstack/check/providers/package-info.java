/** Tests that the check itself sees what is missing, duplicate or invented. */
@NullMarked
package io.telltale.localstack.check.providers;

import org.jspecify.annotations.NullMarked;
