package io.telltale.simulator.switches;

/**
 * How ThingSpace's queue of messages from devices behaves.
 *
 * @param smsBlockSize most messages in one block
 * @param lastBlock how the last block is acknowledged
 * @param locationStyle how the {@code Location} header is written
 * @param numericToken writes the token as a number of 64 bits instead of letters and digits
 * @param strayBrace writes blocks as the published example, which is not JSON
 * @param unparsableBlock the block of each account that cannot be read as JSON until its token
 *     acknowledges it, counted from 1; 0 for none
 * @param emptyMessagesOn202 answers 202 without any message
 * @param messagesMissing leaves the list of messages out
 * @param locationMissingOn202 leaves {@code Location} out though there is more
 * @param startCallbacksWithoutListener the effect of {@code startCallbacks} while no listener is
 *     registered
 */
public record QueueQuirks(
        @Range(least = 1, most = 100) int smsBlockSize,
        LastBlock lastBlock,
        LocationStyle locationStyle,
        boolean numericToken,
        boolean strayBrace,
        @Range(least = 0, most = Integer.MAX_VALUE) int unparsableBlock,
        boolean emptyMessagesOn202,
        boolean messagesMissing,
        boolean locationMissingOn202,
        WithoutListener startCallbacksWithoutListener) {

    /** How the last block of the SMS queue leaves it. */
    public enum LastBlock {
        /** The 200 carries a token as every 202 does; it acknowledges the block. */
        TOKEN_ON_200,
        /** No token; the block is gone once it has been answered. */
        ACKNOWLEDGED_BY_DELIVERY,
        /** No token; the block comes again at every poll. */
        STAYS
    }

    /** How the SMS queue writes the address of its next block. */
    public enum LocationStyle {
        /** {@code /sms/…}, without the API's base path. */
        RELATIVE_WITHOUT_BASE,
        /** {@code /api/m2m/v1/sms/…}. */
        RELATIVE_WITH_BASE,
        /** {@code https://…}, on the provider's public host. */
        ABSOLUTE
    }
}
