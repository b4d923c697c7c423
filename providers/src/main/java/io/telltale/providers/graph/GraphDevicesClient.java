package io.telltale.providers.graph;

import io.telltale.providers.http.BodyParser;
import io.telltale.providers.http.HttpCall;
import io.telltale.providers.json.JsonMembers;
import io.telltale.providers.json.RowReader;
import io.telltale.providers.json.UnreadableRowException;
import io.telltale.providers.page.Answer;
import io.telltale.providers.page.RowFault;
import java.net.URI;
import java.util.Optional;

/** Lists the account's devices: {@code GET /beta/me/devices}, page by page. */
public final class GraphDevicesClient {

    private static final String NEXT = "@odata.nextLink";
    private static final int MOST_ROWS = 10_000;

    private final GraphSession session;
    private final URI base;

    /**
     * A client that is signed in by the session.
     *
     * @param base address of Graph; a next page on another host is not asked for
     */
    public GraphDevicesClient(GraphSession session, URI base) {
        this.session = session;
        this.base = base;
    }

    /** The first page, or the one that a link of the page before leads to. */
    public Answer<GraphDeviceRows> fetch(Optional<GraphPageLink> link) {
        var call =
                link.map(GraphPageLink::call)
                        .orElseGet(() -> HttpCall.get("beta", "me", "devices"))
                        .header("Accept", "application/json");
        return session.send(call).flatMap(reply -> BodyParser.read(reply, this::page));
    }

    private GraphDeviceRows page(JsonMembers body) {
        var devices =
                body.elements("value", MOST_ROWS)
                        .orElseThrow(
                                () -> new UnreadableRowException(RowFault.MISSING_FIELD, "value"));
        return new GraphDeviceRows(RowReader.read(devices, GraphDevicesClient::device), next(body));
    }

    private Optional<GraphPageLink> next(JsonMembers body) {
        return body.shortText(NEXT)
                .map(text ->
                        address(text)
                                .flatMap(address -> GraphPageLink.of(address, base))
                                .orElseThrow(() ->
                                        new UnreadableRowException(
                                                RowFault.BAD_FIELD,
                                                NEXT
                                                        + " must lead to devices on the"
                                                        + " configured host")));
    }

    private static Optional<URI> address(String text) {
        try {
            return Optional.of(URI.create(text));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static GraphDevice device(JsonMembers row) {
        return new GraphDevice(
                row.needed("id"),
                row.shortText("name"),
                row.shortText("manufacturer"),
                row.shortText("model"),
                row.shortText("kind"),
                row.shortText("platform"),
                row.shortText("status"));
    }
}
