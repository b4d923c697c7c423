/**
 * Checks that the whole keeps its promises while providers misbehave and processes die: a stack of
 * its own is started, disturbed and brought to rest, and what stands on the topics is compared, by
 * facts, with what the simulator says it told. Of what it checks it knows only the topics' names;
 * it reads them as a stranger does.
 */
@NullMarked
package io.telltale.localstack.check;

import org.jspecify.annotations.NullMarked;
