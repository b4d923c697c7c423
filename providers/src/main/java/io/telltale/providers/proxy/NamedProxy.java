package io.telltale.providers.proxy;

/**
 * A proxy and the environment variable that names it.
 *
 * @param variable name of the variable
 * @param address where the proxy is
 */
record NamedProxy(String variable, ProxyAddress address) {

    /** The variable that is about Telltale only. */
    static final String OWN = "TELLTALE_PROVIDER_PROXY";

    boolean isOwn() {
        return variable.equals(OWN);
    }

    /** For an error: where it is, and what to change. */
    @Override
    public String toString() {
        return "the proxy %s of %s".formatted(address, variable);
    }
}
