package io.telltale.localstack.check;

import java.time.Duration;

/**
 * How one run of a check is set up.
 *
 * @param name also the name of its folder
 * @param instances of poller-service and of callback-service, 1 or 2
 * @param kills how many processes are ended with SIGKILL on the way, pollers and callback services
 *     in turn
 * @param seed of the fleet and the faults
 * @param life how long the fleet changes and everything misbehaves
 */
record Setting(String name, int instances, int kills, long seed, Duration life) {}
