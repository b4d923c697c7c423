/** What is logged of answers that are problems. */
@NullMarked
package io.telltale.service.problem;

import org.jspecify.annotations.NullMarked;
