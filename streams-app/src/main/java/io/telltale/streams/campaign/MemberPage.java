package io.telltale.streams.campaign;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * A page of the devices of a campaign, ascending by ref.
 *
 * @param members the devices
 * @param cursor ref after which the list goes on; empty at its end. Where the reader stopped at its
 *     limit of rows the page is short, or empty, and still has a cursor
 */
public record MemberPage(List<MemberStanding> members, Optional<String> cursor) {

    /** The list is copied. */
    public MemberPage {
        members = List.copyOf(members);
    }

    /**
     * One page of the pages of all partitions. It ends where the first of them stops: what others
     * have after that place comes with the next page.
     *
     * @param pages pages that begin at one place, each of at most the limit
     * @param limit most devices, 1 or more
     */
    public static MemberPage merge(List<MemberPage> pages, int limit) {
        var stop =
                pages.stream()
                        .flatMap(page -> page.cursor().stream())
                        .min(Comparator.naturalOrder());
        var complete =
                pages.stream()
                        .flatMap(page -> page.members().stream())
                        .filter(member ->
                                stop.map(ref -> member.ref().compareTo(ref) <= 0).orElse(true))
                        .sorted(Comparator.comparing(MemberStanding::ref))
                        .toList();
        if (complete.size() <= limit) {
            return new MemberPage(complete, stop);
        }
        var members = complete.subList(0, limit);
        return new MemberPage(members, Optional.of(members.getLast().ref()));
    }
}
