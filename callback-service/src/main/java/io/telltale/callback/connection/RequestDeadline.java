package io.telltale.callback.connection;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.util.concurrent.ScheduledFuture;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Closes a connection whose request takes too long to arrive. Unlike an idle time-out it is not
 * renewed by each byte, so that a trickle is closed too.
 *
 * <p>It stands before the HTTP decoder and sees bytes; {@link RequestGate} reports what they mean.
 * Used on the connection's event loop only.
 */
final class RequestDeadline extends ChannelInboundHandlerAdapter {

    private final ConnectionLimits limits;
    private final Runnable onCut;
    private @Nullable ScheduledFuture<?> headers;
    private @Nullable ScheduledFuture<?> request;

    /**
     * For one connection.
     *
     * @param onCut is called when it closes the connection
     */
    RequestDeadline(ConnectionLimits limits, Runnable onCut) {
        this.limits = limits;
        this.onCut = onCut;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object bytes) {
        if (request == null) {
            headers = cutAfter(limits.headers(), context.channel());
            request = cutAfter(limits.request(), context.channel());
        }
        context.fireChannelRead(bytes);
    }

    private ScheduledFuture<?> cutAfter(Duration time, Channel channel) {
        return channel.eventLoop()
                .schedule(
                        () -> {
                            onCut.run();
                            var _ = channel.close();
                        },
                        time.toMillis(),
                        TimeUnit.MILLISECONDS);
    }

    /** The headers of a request are there. */
    void headersCame() {
        headers = cancelled(headers);
    }

    /** The last byte of a request is there. */
    void requestCame() {
        headersCame();
        request = cancelled(request);
    }

    private static @Nullable ScheduledFuture<?> cancelled(@Nullable ScheduledFuture<?> cut) {
        if (cut != null) {
            cut.cancel(false);
        }
        return null;
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        requestCame();
        context.fireChannelInactive();
    }
}
