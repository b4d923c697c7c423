package io.telltale.simulator.wire;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.server.netty.NettyHttpRequest;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFutureListener;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** An answer that lost the end of its body on the way. */
final class CutAnswer {

    private CutAnswer() {}

    /**
     * The answer with its body cut: either with the length of what is left, or with the length of
     * the whole and a connection that breaks off. An answer without body stays whole.
     */
    static MutableHttpResponse<?> of(
            HttpRequest<?> request, MutableHttpResponse<?> answer, DrawnFaults draw) {
        var body = answer.getBody(byte[].class).orElse(new byte[0]);
        var length = Math.max(1, (int) (body.length * draw.cutAt()));
        if (length >= body.length) {
            return answer;
        }
        var cut = Arrays.copyOf(body, length);
        if (draw.breaksOff() && request instanceof NettyHttpRequest<?> connected) {
            breakOff(connected, answer, body.length, cut);
            return answer;
        }
        return answer.body(cut);
    }

    /** Writes the answer past the server, which later finds the connection closed. */
    private static void breakOff(
            NettyHttpRequest<?> request, MutableHttpResponse<?> answer, int length, byte[] cut) {
        var head = new StringBuilder("HTTP/1.1 " + answer.code() + " " + answer.reason() + "\r\n");
        answer.getHeaders()
                .forEachValue((name, value) ->
                        head.append(name).append(": ").append(value).append("\r\n"));
        head.append("content-length: ").append(length).append("\r\n\r\n");
        var bytes = new ByteArrayOutputStream();
        bytes.writeBytes(head.toString().getBytes(StandardCharsets.ISO_8859_1));
        bytes.writeBytes(cut);
        var channel = request.getChannelHandlerContext().channel();
        channel.pipeline()
                .firstContext()
                .writeAndFlush(Unpooled.wrappedBuffer(bytes.toByteArray()))
                .addListener(ChannelFutureListener.CLOSE)
                .awaitUninterruptibly();
    }
}
