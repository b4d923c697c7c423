package io.telltale.poller.poll.thingspace.sms;

import io.telltale.providers.page.Answer;
import io.telltale.providers.page.Permit;
import io.telltale.providers.page.Row;
import io.telltale.providers.thingspace.device.DeviceIds;
import io.telltale.providers.thingspace.sms.QueuedSms;
import io.telltale.providers.thingspace.sms.SmsBlock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * A small queue of ThingSpace: in order, a block comes again until it is acknowledged. It loses
 * requests and answers, and answers oddly, on request.
 *
 * <p>It keeps out of what cannot be known: after an acknowledgement that was taken and whose answer
 * was lost or forgotten, the next block must not hold twins of all rows of the one that went.
 */
final class QueueModel {

    private static final int TWINS_WITHIN = 6;
    private static final int MOST_TEXTS = 3;

    private final RandomGenerator random;
    private final int blockSize;
    private final boolean lastHasToken;
    private final List<QueuedSms> arrived = new ArrayList<>();
    private final List<QueuedSms> queue = new ArrayList<>();
    private List<QueuedSms> block = List.of();
    private Optional<String> token = Optional.empty();
    private Optional<List<QueuedSms>> taken = Optional.empty();
    private Optional<List<QueuedSms>> wentUnanswered = Optional.empty();
    private boolean proper;
    private int tokens;

    QueueModel(RandomGenerator random) {
        this.random = random;
        this.blockSize = random.nextInt(1, 5);
        this.lastHasToken = random.nextBoolean();
    }

    /** All that ever arrived. */
    List<QueuedSms> arrived() {
        return arrived;
    }

    /** A message comes in, often a twin of one of the last few. */
    void receive() {
        var second = arrived.size() / TWINS_WITHIN;
        var sms =
                new QueuedSms(
                        DeviceIds.of("esn:09600000001"),
                        Optional.of("text " + random.nextInt(MOST_TEXTS)),
                        Optional.of(Instant.ofEpochSecond(second)));
        if (wentUnanswered.filter(gone -> gone.contains(sms)).isEmpty()) {
            arrived.add(sms);
            queue.add(sms);
        }
    }

    /** As it should be. */
    Answer<SmsBlock> answer(Optional<Permit> permit) {
        taken = Optional.empty();
        proper = true;
        if (permit.isPresent() && !isCurrent(permit)) {
            return new Answer.Refused<>(400, "INPUT_INVALID", "stale token");
        }
        acknowledge(permit);
        block = List.copyOf(queue.subList(0, Math.min(blockSize, queue.size())));
        var more = queue.size() > block.size();
        token = more || lastHasToken ? Optional.of("T" + tokens++) : Optional.empty();
        return new Answer.Got<>(
                new SmsBlock.Readable(
                        block.stream().<Row<QueuedSms>>map(Row.Good::new).toList(), more, token));
    }

    /** As it sometimes is. */
    Answer<SmsBlock> faultyAnswer(Optional<Permit> permit) {
        taken = Optional.empty();
        proper = false;
        return switch (random.nextInt(10)) {
            case 0 -> new Answer.Unavailable<>("the request was lost");
            case 1 -> lost(permit);
            case 2 -> {
                acknowledge(permit);
                yield new Answer.Got<>(new SmsBlock.Readable(List.of(), true, Optional.empty()));
            }
            case 3 -> {
                acknowledge(permit);
                yield new Answer.Got<>(
                        new SmsBlock.Unreadable(new byte[] {'{'}, "expected JSON", token));
            }
            default -> answer(permit);
        };
    }

    private Answer<SmsBlock> lost(Optional<Permit> permit) {
        if (mayBeForgotten(permit)) {
            acknowledge(permit);
            isForgotten();
        }
        return new Answer.Unavailable<>("the answer was lost");
    }

    /** Whether it can be known what became of the block if the answer is never remembered. */
    boolean mayBeForgotten(Optional<Permit> permit) {
        var rest = queue.subList(block.size(), queue.size());
        var next = new ArrayList<>(rest.subList(0, Math.min(blockSize, rest.size())));
        return !isCurrent(permit) || !block.stream().allMatch(next::remove);
    }

    /** The last answer will not be remembered. */
    void isForgotten() {
        taken.ifPresent(gone -> wentUnanswered = taken);
    }

    /** The last answer is remembered. */
    void isRemembered() {
        if (proper) {
            wentUnanswered = Optional.empty();
        }
    }

    private boolean isCurrent(Optional<Permit> permit) {
        return permit.isPresent() && permit.map(Permit::token).equals(token);
    }

    private void acknowledge(Optional<Permit> permit) {
        if (isCurrent(permit)) {
            taken = Optional.of(block);
            queue.subList(0, block.size()).clear();
            block = List.of();
            token = Optional.empty();
        }
    }
}
