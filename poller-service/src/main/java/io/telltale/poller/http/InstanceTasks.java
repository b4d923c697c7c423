package io.telltale.poller.http;

import io.micronaut.serde.annotation.Serdeable;
import java.util.List;

/**
 * The tasks that one instance polls.
 *
 * @param partitions that it polls now
 * @param items the first of its tasks that match, by id
 */
@Serdeable
record InstanceTasks(List<Integer> partitions, List<PollTaskJson> items) {}
