/** Shows that the check itself sees what is missing, told twice or invented. */
@NullMarked
package io.telltale.localstack.check;

import org.jspecify.annotations.NullMarked;
