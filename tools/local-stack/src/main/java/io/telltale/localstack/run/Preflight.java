package io.telltale.localstack.run;

import io.telltale.localstack.plan.Layout;
import io.telltale.localstack.plan.Part;
import io.telltale.localstack.plan.StopOrder;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Checks before anything is started; explains in one sentence why it cannot be. */
final class Preflight {

    /** Broker segments, stores and logs of the demonstration fleet take a fraction of it. */
    private static final long LEAST_FREE_BYTES = 500L * 1024 * 1024;

    private static final int CONNECT_MILLIS = 500;

    private final Layout layout;
    private final PidFolder pids;

    Preflight(Layout layout, PidFolder pids) {
        this.layout = layout;
        this.pids = pids;
    }

    void refuseIfRunning() throws StackStartException {
        var running = partNames().flatMap(name -> pids.find(name).stream()).findFirst();
        if (running.isPresent()) {
            throw new StackStartException(
                    "Telltale already runs on %s (%s is process %d); stop it with ./telltale down."
                            .formatted(layout.data(), running.get().name(), running.get().pid()));
        }
    }

    /** From now on only the parts of the new run are remembered; call it when nothing runs. */
    void forgetEarlierRun() {
        partNames().forEach(pids::forget);
    }

    private Stream<String> partNames() {
        return StopOrder.of(pids.names()).stream().flatMap(List::stream);
    }

    void refuseIfPortBusy(List<Part> parts) throws StackStartException {
        for (var part : parts) {
            for (int port : part.ports()) {
                if (!isFree(port)) {
                    throw new StackStartException(
                            "Port %d, which %s needs, is used by another program."
                                    .formatted(port, part.name()));
                }
            }
        }
    }

    void refuseIfDiskFull() throws StackStartException {
        refuseIfLessFreeThan(LEAST_FREE_BYTES);
    }

    void refuseIfLessFreeThan(long bytes) throws StackStartException {
        try {
            Files.createDirectories(layout.data());
            var free = Files.getFileStore(layout.data()).getUsableSpace();
            if (free < bytes) {
                throw new StackStartException(
                        "The disk of %s is full: %d MiB are free, %d MiB are needed."
                                .formatted(layout.data(), free >> 20, bytes >> 20));
            }
        } catch (IOException e) {
            throw new StackStartException(
                    "The data folder %s cannot be used: %s.".formatted(layout.data(), e));
        }
    }

    /** Removes what earlier runs left, and nothing else that may lie in the folder. */
    void clear() throws StackStartException {
        new OwnFolder(layout).refuseIfForeign();
        for (var folder : layout.removable()) {
            try {
                delete(folder);
            } catch (IOException e) {
                throw new StackStartException(
                        "The folder %s cannot be removed: %s.".formatted(folder, e));
            }
        }
    }

    private static void delete(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        try (var walk = Files.walk(folder)) {
            for (var path : walk.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }

    /**
     * Connecting as well as binding: some systems let one bind beside a listener on all addresses.
     */
    static boolean isFree(int port) {
        var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
        try (var socket = new Socket()) {
            socket.connect(address, CONNECT_MILLIS);
            return false;
        } catch (IOException e) {
            return canBind(address);
        }
    }

    private static boolean canBind(InetSocketAddress address) {
        try (var socket = new ServerSocket()) {
            socket.bind(address);
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
