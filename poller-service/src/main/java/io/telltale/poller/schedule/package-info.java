/** A loop per task: takes turns, has them committed, obeys what a turn says comes next. */
@NullMarked
package io.telltale.poller.schedule;

import org.jspecify.annotations.NullMarked;
