package io.telltale.localstack.check.cluster;

/**
 * How much is asked for while the cluster is disturbed.
 *
 * @param readsPerSecond over all kinds of reads
 * @param streams live streams that stay open
 */
public record LoadSize(int readsPerSecond, int streams) {

    /** For a machine that runs the whole cluster on a few cores. */
    public static final LoadSize USUAL = new LoadSize(100, 50);

    /** For a machine with a core for each process. */
    public static final LoadSize FULL = new LoadSize(500, 200);
}
