package io.telltale.localstack.plan;

import io.telltale.broker.FreePorts;

/**
 * Where the parts listen on 127.0.0.1. The health and metrics of registry and services have a port
 * of their own, {@link #MANAGEMENT_OFFSET} above.
 *
 * @param kafka what Kafka clients connect to
 * @param controller what the broker itself connects to
 * @param registry schema registry
 * @param simulator the providers
 * @param poller operator's API of poller-service
 * @param callback where providers send callbacks
 * @param streams device and campaign reads
 */
public record Ports(
        int kafka,
        int controller,
        int registry,
        int simulator,
        int poller,
        int callback,
        int streams) {

    /** Management port minus service port. */
    public static final int MANAGEMENT_OFFSET = 10_000;

    /** From one instance of a service to the next. */
    private static final int INSTANCE_OFFSET = 100;

    /** The ports that {@code ./telltale up} uses. */
    public static final Ports DEFAULT = new Ports(9092, 19092, 8081, 8090, 8082, 9001, 8080);

    /** Free ports, for a stack beside others. */
    public static Ports free() {
        return new Ports(
                FreePorts.next(),
                FreePorts.next(),
                FreePorts.next(),
                FreePorts.next(),
                FreePorts.next(),
                FreePorts.next(),
                FreePorts.next());
    }

    /**
     * Port of one of several instances.
     *
     * @param first port of the first instance
     * @param number of the instance, from 1
     */
    public static int instance(int first, int number) {
        return first + INSTANCE_OFFSET * (number - 1);
    }

    /** Management port of a registry or service port. */
    public static int management(int port) {
        return port + MANAGEMENT_OFFSET;
    }
}
