/** What the local stack consists of, without starting it. */
@NullMarked
package io.telltale.localstack.plan;

import org.jspecify.annotations.NullMarked;
