package io.telltale.providers.http;

import java.net.http.HttpResponse.BodySubscriber;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow.Subscription;
import org.jspecify.annotations.Nullable;

/**
 * Collects the body of one answer, up to a limit. Beyond what is small it reads on only once there
 * is room for a large one.
 */
final class BoundedBody implements BodySubscriber<byte[]> {

    private final int limit;
    private final ResponseMemoryBudget memory;
    private final ResponseMemoryBudget.Lease lease;
    private final CompletableFuture<byte[]> whole = new CompletableFuture<>();
    private final List<byte[]> parts = new ArrayList<>();
    private int size;
    private @Nullable Subscription subscription;
    private boolean hasRoom;

    /** The answer has more bytes than are read. */
    static final class TooLargeException extends RuntimeException {}

    BoundedBody(int limit, ResponseMemoryBudget memory, ResponseMemoryBudget.Lease lease) {
        this.limit = limit;
        this.memory = memory;
        this.lease = lease;
    }

    @Override
    public CompletionStage<byte[]> getBody() {
        return whole;
    }

    @Override
    public void onSubscribe(Subscription begun) {
        subscription = begun;
        begun.request(1);
    }

    @Override
    @SuppressWarnings("FutureReturnValueIgnored") // room that is waited for never fails
    public void onNext(List<ByteBuffer> more) {
        for (var buffer : more) {
            var part = new byte[buffer.remaining()];
            buffer.get(part);
            size += part.length;
            parts.add(part);
        }
        if (size > limit) {
            parts.clear();
            subscription().cancel();
            whole.completeExceptionally(new TooLargeException());
        } else if (hasRoom || size <= ResponseMemoryBudget.SMALL) {
            subscription().request(1);
        } else {
            hasRoom = true;
            lease.take(memory).thenRun(() -> subscription().request(1));
        }
    }

    private Subscription subscription() {
        return Objects.requireNonNull(subscription);
    }

    @Override
    public void onError(Throwable failure) {
        whole.completeExceptionally(failure);
    }

    @Override
    public void onComplete() {
        var all = ByteBuffer.allocate(size);
        parts.forEach(all::put);
        parts.clear();
        whole.complete(all.array());
    }
}
