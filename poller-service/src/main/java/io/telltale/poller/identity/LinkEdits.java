package io.telltale.poller.identity;

import io.telltale.poller.identity.IdentityController.Declaration;
import io.telltale.schemas.record.DeviceLink;
import io.telltale.schemas.ref.DeviceRef;
import io.telltale.schemas.ref.MalformedRefException;
import io.telltale.service.problem.ProblemException;
import io.telltale.service.problem.ProblemType;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;

/** Declares and withdraws links of a ref. They are on the link topic when a method returns. */
@Singleton
final class LinkEdits {

    private static final int MOST_REFS = 63;

    private final LinkTopic topic;

    LinkEdits(LinkTopic topic) {
        this.topic = topic;
    }

    List<DeviceLink> declare(DeviceRef ref, Declaration declaration, LinkForm form) {
        var others = Optional.ofNullable(declaration.sameAs()).orElse(List.of());
        if (others.isEmpty() || others.size() > MOST_REFS) {
            throw ProblemException.badParameter(
                    "sameAs", "1 to %d refs".formatted(MOST_REFS), others.size() + " refs");
        }
        if (others.stream().anyMatch(Objects::isNull)) {
            throw ProblemException.badParameter("sameAs", "refs", "null");
        }
        return write(
                others,
                other ->
                        form.declared(
                                ref,
                                DeviceRef.parse(other),
                                declaration.validFrom(),
                                declaration.validTo(),
                                declaration.by()));
    }

    /**
     * Withdraws links.
     *
     * @param others the other refs of the links; none = all that are declared
     */
    List<DeviceLink> withdraw(DeviceRef ref, List<DeviceRef> others, LinkForm form) {
        return write(
                others.isEmpty() ? declared(ref) : others, other -> form.withdrawn(ref, other));
    }

    private List<DeviceRef> declared(DeviceRef ref) {
        var others =
                topic.declared(ref).stream()
                        .flatMap(link -> link.getRefs().stream())
                        .map(DeviceRef::parse)
                        .filter(other -> !other.equals(ref))
                        .toList();
        if (others.isEmpty()) {
            throw ProblemException.of(
                    ProblemType.UNKNOWN_LINK, "expected a ref with a declared link");
        }
        return others;
    }

    private <T> List<DeviceLink> write(List<T> others, Function<T, DeviceLink> link) {
        try {
            var links = others.stream().map(link).toList();
            topic.writeOrEnd(links);
            return links;
        } catch (MalformedRefException e) {
            throw e;
        } catch (IllegalArgumentException e) {
            throw ProblemException.of(ProblemType.BAD_BODY, String.valueOf(e.getMessage()));
        }
    }
}
