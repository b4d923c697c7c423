package io.telltale.callback.connection;

import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.LastHttpContent;
import java.util.ArrayDeque;
import java.util.concurrent.Semaphore;

/**
 * Reserves memory for the body of each request, from its headers to the end of its response. A
 * request without room is marked, and rejected before its body is read.
 *
 * <p>One per connection, used on its event loop only.
 */
final class RequestGate extends ChannelDuplexHandler {

    /** A larger body is refused by the server itself. */
    private static final int LARGEST_BODY = 1024 * 1024;

    private final Semaphore bodies;
    private final RequestDeadline deadline;

    /** Bytes taken for requests that are not answered, in their order. */
    private final ArrayDeque<Integer> taken = new ArrayDeque<>();

    RequestGate(Semaphore bodies, RequestDeadline deadline) {
        this.bodies = bodies;
        this.deadline = deadline;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (message instanceof HttpRequest request) {
            deadline.headersCame();
            begin(request);
        }
        if (message instanceof LastHttpContent) {
            deadline.requestCame();
        }
        context.fireChannelRead(message);
    }

    private void begin(HttpRequest request) {
        var bytes = bytesOf(request);
        var found = bodies.tryAcquire(bytes);
        taken.addLast(found ? bytes : 0);
        request.headers().remove(BodyAdmission.MARK);
        if (!found) {
            request.headers().set(BodyAdmission.MARK, "none");
        }
    }

    private static int bytesOf(HttpRequest request) {
        if (request.decoderResult().isFailure()) {
            return 0;
        }
        if (HttpUtil.isTransferEncodingChunked(request)) {
            return LARGEST_BODY;
        }
        var length = HttpUtil.getContentLength(request, 0L);
        return length > LARGEST_BODY ? 0 : (int) Math.max(0, length);
    }

    @Override
    public void write(ChannelHandlerContext context, Object message, ChannelPromise promise)
            throws Exception {
        if (message instanceof LastHttpContent && !isInterim(message)) {
            end();
        }
        super.write(context, message, promise);
    }

    /** Such as {@code 100 Continue}; the final response follows. */
    private static boolean isInterim(Object message) {
        return message instanceof HttpResponse response
                && response.status().codeClass() == HttpStatusClass.INFORMATIONAL;
    }

    private void end() {
        var bytes = taken.pollFirst();
        if (bytes != null) {
            bodies.release(bytes);
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        while (!taken.isEmpty()) {
            end();
        }
        context.fireChannelInactive();
    }
}
