package io.telltale.poller.http;

import io.telltale.poller.http.IdentityController.Declaration;
import io.telltale.poller.identity.LinkForm;
import io.telltale.poller.identity.LinkTopic;
import io.telltale.poller.identity.TopicNotReadException;
import io.telltale.schemas.publish.PublishException;
import io.telltale.schemas.publish.RejectedTimestamp;
import io.telltale.schemas.record.DeviceLink;
import io.telltale.schemas.ref.DeviceRef;
import io.telltale.schemas.ref.MalformedRefException;
import io.telltale.service.problem.ProblemException;
import io.telltale.service.problem.ProblemType;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What people say of refs: checked, then written; it is on the link topic when this returns. */
@Singleton
final class LinkEdits {

    private static final String NOBODY = "operator";
    private static final Duration SOON = Duration.ofSeconds(1);
    private static final int MOST_REFS = 63;

    private final LinkTopic topic;
    private final Clock clock;

    LinkEdits(LinkTopic topic, Clock clock) {
        this.topic = topic;
        this.clock = clock;
    }

    /** Who says it, unless a link names somebody else; null = nobody in particular. */
    LinkForm saidBy(@Nullable String by) {
        var name = Optional.ofNullable(by).orElse(NOBODY);
        try {
            return new LinkForm(name, clock.instant());
        } catch (IllegalArgumentException _) {
            throw ProblemException.badParameter(
                    "by",
                    "1 to %d characters, not all blank".formatted(LinkForm.LONGEST_NAME),
                    name.length() + " characters");
        }
    }

    /** The links of a ref that are declared and not withdrawn. */
    List<DeviceLink> holding(DeviceRef ref) {
        try {
            return topic.holding(ref);
        } catch (TopicNotReadException e) {
            throw ProblemException.later(
                    ProblemType.NOT_READY, String.valueOf(e.getMessage()), SOON, e);
        }
    }

    List<DeviceLink> declare(DeviceRef ref, Declaration declaration) {
        var others = Optional.ofNullable(declaration.sameAs()).orElse(List.of());
        if (others.isEmpty() || others.size() > MOST_REFS) {
            throw ProblemException.badParameter(
                    "sameAs", "1 to %d refs".formatted(MOST_REFS), others.size() + " refs");
        }
        if (others.stream().anyMatch(Objects::isNull)) {
            throw ProblemException.badParameter("sameAs", "refs", "null");
        }
        var form = saidBy(null);
        var links = new ArrayList<DeviceLink>();
        for (var other : others) {
            links.add(
                    checked(() ->
                            form.declared(
                                    ref,
                                    DeviceRef.parse(other),
                                    declaration.validFrom(),
                                    declaration.validTo(),
                                    declaration.by())));
        }
        write(links);
        return links;
    }

    /**
     * Withdraws.
     *
     * @param others refs the links go to; none = all that hold
     */
    List<DeviceLink> withdraw(DeviceRef ref, List<DeviceRef> others, @Nullable String by) {
        var form = saidBy(by);
        var wanted = others.isEmpty() ? othersOf(ref) : others;
        var links =
                wanted.stream()
                        .map(other -> checked(() -> form.withdrawn(ref, other, null)))
                        .toList();
        write(links);
        return links;
    }

    private List<DeviceRef> othersOf(DeviceRef ref) {
        var others =
                holding(ref).stream()
                        .flatMap(link -> link.getRefs().stream())
                        .map(DeviceRef::parse)
                        .filter(other -> !other.equals(ref))
                        .toList();
        if (others.isEmpty()) {
            throw ProblemException.of(
                    ProblemType.UNKNOWN_LINK, "expected a ref of which a link is declared");
        }
        return others;
    }

    private static DeviceLink checked(Supplier<DeviceLink> link) {
        try {
            return link.get();
        } catch (MalformedRefException e) {
            throw e;
        } catch (IllegalArgumentException e) {
            throw ProblemException.of(ProblemType.BAD_BODY, String.valueOf(e.getMessage()));
        }
    }

    /** Writes all or says that it is not known whether they are written. */
    void write(List<DeviceLink> links) {
        try {
            topic.write(links);
        } catch (PublishException e) {
            throw ProblemException.later(
                    ProblemType.NOT_READY,
                    RejectedTimestamp.orElse(
                            "the brokers did not take it in time; it may hold or not", e),
                    SOON,
                    e);
        }
    }
}
