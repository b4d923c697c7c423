/**
 * The load of the check of a cluster: reads and live streams from clients that know all instances,
 * while instances and brokers are disturbed. Every answer is compared with the recomputation of the
 * events that it may be made of, every stream with its topic.
 */
@NullMarked
package io.telltale.localstack.check.cluster;

import org.jspecify.annotations.NullMarked;
