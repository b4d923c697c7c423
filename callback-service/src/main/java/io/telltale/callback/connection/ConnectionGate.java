package io.telltale.callback.connection;

import static java.util.Objects.requireNonNull;

import io.micrometer.core.instrument.MeterRegistry;
import io.micronaut.context.event.BeanCreatedEvent;
import io.micronaut.context.event.BeanCreatedEventListener;
import io.micronaut.http.netty.channel.ChannelPipelineCustomizer;
import io.micronaut.http.server.netty.NettyServerCustomizer;
import io.netty.channel.Channel;
import io.telltale.callback.verify.CallbackSettings;
import io.telltale.service.access.HttpServerSettings;
import jakarta.inject.Provider;
import jakarta.inject.Singleton;
import java.net.InetSocketAddress;
import java.util.concurrent.Semaphore;

/**
 * Limits connections to the callback port. Those over the limit are closed at once; the others get
 * a deadline per request and memory for its body. The port of health and metrics is not affected.
 */
@Singleton
final class ConnectionGate implements BeanCreatedEventListener<NettyServerCustomizer.Registry> {

    private final ConnectionLimits limits;
    private final CallbackSettings settings;
    private final int port;
    private final Semaphore trusted;
    private final Semaphore untrusted;

    /** Bytes for the bodies of requests. */
    private final Semaphore bodies;

    private final Provider<MeterRegistry> meters;

    /** The meters are resolved late: they may be created after the server. */
    ConnectionGate(
            ConnectionLimits limits,
            CallbackSettings settings,
            HttpServerSettings edge,
            Provider<MeterRegistry> meters) {
        this.limits = limits;
        this.settings = settings;
        this.port = edge.port();
        this.trusted = new Semaphore(limits.connections());
        this.untrusted = new Semaphore(limits.strangers());
        this.bodies = new Semaphore(limits.bodyBytes());
        this.meters = meters;
    }

    @Override
    public NettyServerCustomizer.Registry onCreated(
            BeanCreatedEvent<NettyServerCustomizer.Registry> event) {
        event.getBean().register(new Listening());
        return event.getBean();
    }

    private void cut(String reason) {
        meters.get().counter("telltale.callback.connections.cut", "reason", reason).increment();
    }

    /** Sees each new connection. */
    private final class Listening implements NettyServerCustomizer {

        @Override
        public NettyServerCustomizer specializeForChannel(Channel channel, ChannelRole role) {
            var ours = role == ChannelRole.CONNECTION && addressOf(channel).getPort() == port;
            return ours ? new Connected(channel) : this;
        }

        private static InetSocketAddress addressOf(Channel channel) {
            return (InetSocketAddress) channel.localAddress();
        }
    }

    /** One connection. */
    private final class Connected implements NettyServerCustomizer {

        private final Channel channel;
        private final boolean entered;
        private final RequestDeadline deadline = new RequestDeadline(limits, () -> cut("too slow"));

        Connected(Channel channel) {
            this.channel = channel;
            var peer = (InetSocketAddress) requireNonNull(channel.remoteAddress());
            var places = settings.mayConnect(peer.getAddress()) ? trusted : untrusted;
            this.entered = places.tryAcquire();
            if (entered) {
                channel.closeFuture().addListener(_ -> places.release());
            }
        }

        @Override
        public NettyServerCustomizer specializeForChannel(Channel stream, ChannelRole role) {
            return this;
        }

        @Override
        public void onInitialPipelineBuilt() {
            if (!entered) {
                cut("too many");
                channel.eventLoop().execute(this::close);
                return;
            }
            channel.pipeline().addFirst("request-deadline", deadline);
        }

        private void close() {
            var _ = channel.close();
        }

        @Override
        public void onStreamPipelineBuilt() {
            channel.pipeline()
                    .addBefore(
                            ChannelPipelineCustomizer.HANDLER_MICRONAUT_INBOUND,
                            "request-gate",
                            new RequestGate(bodies, deadline));
        }
    }
}
