package io.telltale.service.access;

import io.micronaut.context.annotation.Factory;
import io.telltale.service.peer.PeerAddress;
import io.telltale.service.peer.PeerClient;
import jakarta.inject.Singleton;

/** Beans for requests between instances. */
@Factory
final class PeersFactory {

    @Singleton
    PeerClient client(HttpServerSettings edge) {
        return new PeerClient(edge.peers());
    }

    @Singleton
    PeerAddress address(HttpServerSettings edge) {
        return PeerAddress.of(edge.peers(), edge.host(), edge.port());
    }
}
