package io.telltale.streams.http;

import io.micronaut.serde.annotation.Serdeable;
import io.telltale.service.query.Cursor;
import io.telltale.streams.query.CampaignMember;
import io.telltale.streams.query.Page;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A page of the devices of a campaign. Not a {@link ListJson}, since its route has no return type.
 *
 * @param items the devices
 * @param nextCursor cursor of the next page; null at the end
 */
@Serdeable
record MembersJson(List<MemberJson> items, @Nullable String nextCursor) {

    static MembersJson of(Page<CampaignMember, String> page, Function<String, Cursor> cursor) {
        return new MembersJson(
                page.items().stream().map(MemberJson::of).toList(),
                page.last().map(cursor).map(Cursor::toString).orElse(null));
    }
}
