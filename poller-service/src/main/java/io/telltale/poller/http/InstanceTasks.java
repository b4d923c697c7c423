package io.telltale.poller.http;

import io.micronaut.serde.annotation.Serdeable;
import java.util.List;

/**
 * What one instance says of the tasks it polls.
 *
 * @param partitions that it polls now
 * @param items the first of its tasks that are wanted, by id
 */
@Serdeable
record InstanceTasks(List<Integer> partitions, List<PollTaskJson> items) {}
