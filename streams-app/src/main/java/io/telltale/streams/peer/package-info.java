/**
 * Reads between instances: a query asks the instance that has a partition, and that instance reads
 * its own stores. A read that came from another instance is never passed on.
 */
@NullMarked
package io.telltale.streams.peer;

import org.jspecify.annotations.NullMarked;
