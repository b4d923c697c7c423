package io.telltale.providers.thingspace.campaign;

import static io.telltale.providers.server.Answers.got;
import static io.telltale.providers.thingspace.signin.SignedIn.ACCOUNT;
import static org.assertj.core.api.Assertions.assertThat;

import io.telltale.providers.page.Answer;
import io.telltale.providers.page.Row;
import io.telltale.providers.page.RowFault;
import io.telltale.providers.server.Payload;
import io.telltale.providers.server.ProviderServer;
import io.telltale.providers.server.SetClock;
import io.telltale.providers.thingspace.signin.SignedIn;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

@Timeout(30)
class CampaignListClientTest {

    private static final String V2 = "GET /api/fota/v2/reports/" + ACCOUNT + "/campaigns";
    private static final String V3 = "GET /api/fota/v3/reports/" + ACCOUNT + "/campaigns";
    private static final String V3_FIRMWARE =
            "GET /api/fota/v3/reports/" + ACCOUNT + "/firmware/campaigns";
    private static final String EMPTY = "{\"hasMoreData\":false,\"campaignList\":[]}";
    private static final String NO_SUCH_RESOURCE =
            "{\"fault\":{\"code\":\"900906\",\"message\":\"No matching resource found\"}}";

    @RegisterExtension final ProviderServer server = new ProviderServer();
    private final SetClock clock = new SetClock();

    @Test
    void readsAPageOfVersion2_andItsCursor() {
        server.answers(V2, 200, Payload.text("thingspace/campaigns.v2.page.json"));

        var page = got(fetch(client(), Optional.empty(), ApiVersion.V2));

        assertThat(server.asked(V2).getFirst().target())
                .endsWith("?campaignStatus=CampaignEnded&lastSeenCampaignId=0");
        assertThat(page.hasMore()).isTrue();
        assertThat(page.next()).contains("60b5d639-ccdc-4db8-8824-069bd94c95bf");
        assertThat(Row.good(page.campaigns()))
                .singleElement()
                .isEqualTo(
                        new CampaignListEntry(
                                "60b5d639-ccdc-4db8-8824-069bd94c95bf",
                                Optional.of("0402196254-00001"),
                                Optional.of("FOTA_Verizon_Upgrade"),
                                Optional.of("CampaignEnded"),
                                Optional.of("FOTA_Verizon_Model-A_02To03_HF"),
                                Optional.of("FOTA_Verizon_Model-A_00To01_HF"),
                                Optional.of("FOTA_Verizon_Model-A_02To03_HF"),
                                Optional.of("Verizon"),
                                Optional.of("Model-A"),
                                Optional.of(LocalDate.parse("2020-08-21")),
                                Optional.of(LocalDate.parse("2020-08-22")),
                                Optional.of("HTTP")));
        assertThat(Row.broken(page.campaigns()))
                .map(Row.Broken::fault)
                .containsExactly(RowFault.MISSING_FIELD, RowFault.BAD_REF);
    }

    @Test
    void makesARecordOfACampaignOfVersion3() {
        server.answers(V3, 200, Payload.text("thingspace/campaigns.v3.page.json"));
        var info =
                Row.good(got(fetch(client(), Optional.empty(), ApiVersion.V3)).campaigns())
                        .getFirst();
        var now = Instant.parse("2026-01-01T00:00:00Z");

        var campaign = new CampaignListEntryMapper(ACCOUNT).campaign(info, now);

        assertThat(campaign.getCampaignRef()).isEqualTo(ACCOUNT + ":" + info.id());
        assertThat(campaign.getSoftwareName())
                .isEqualTo("SEQUANSCommunications_GM01Q_SR1.2.0.0-10512");
        assertThat(campaign.getProtocol()).isEqualTo("LWM2M");
        assertThat(campaign.getStartsOn()).isEqualTo("2020-08-21");
        assertThat(campaign.getEndsOn()).isNull();
        assertThat(campaign.getProviderStatus()).isEqualTo("CampaignPreScheduled");
    }

    @Test
    void hasADigestThatChangesWithTheStatus_butNotWithTheTimeOfReading() {
        server.answers(V3, 200, Payload.text("thingspace/campaigns.v3.page.json"));
        server.answers(
                V3,
                200,
                Payload.text("thingspace/campaigns.v3.page.json")
                        .replace("CampaignPreScheduled", "CampaignScheduled"));
        var client = client();
        var one = first(client);
        var other = first(client);

        assertThat(CampaignListEntryMapper.rowDigest(one))
                .isEqualTo(CampaignListEntryMapper.rowDigest(one))
                .isNotEqualTo(CampaignListEntryMapper.rowDigest(other));
    }

    private CampaignListEntry first(CampaignListClient client) {
        return Row.good(got(fetch(client, Optional.empty(), ApiVersion.V3)).campaigns()).getFirst();
    }

    @Test
    void asksTheOtherPathOfVersion3_andRemembersIt() {
        server.answers(V3, 400, NO_SUCH_RESOURCE);
        server.answers(V3_FIRMWARE, 200, EMPTY);
        var client = client();

        assertThat(fetch(client, Optional.empty(), ApiVersion.V3)).isInstanceOf(Answer.Got.class);
        assertThat(fetch(client, Optional.of("c"), ApiVersion.V3)).isInstanceOf(Answer.Got.class);

        assertThat(server.asked(V3)).hasSize(1);
        assertThat(server.asked(V3_FIRMWARE)).hasSize(2);
        assertThat(server.asked(V3_FIRMWARE).getLast().target()).endsWith("lastSeenCampaignId=c");
    }

    @Test
    void passesTheRefusalOn_whenNeitherPathIsThere() {
        server.answers(V3, 400, NO_SUCH_RESOURCE);

        assertThat(fetch(client(), Optional.empty(), ApiVersion.V3))
                .isEqualTo(new Answer.Refused<>(400, "900906", "No matching resource found"));
    }

    @Test
    void asksNoOtherPath_whenTheRequestItselfIsRefused() {
        server.answers(V3, 400, "{\"errorCode\":\"INVALID_PARAMETER\",\"errorMessage\":\"m\"}");

        assertThat(fetch(client(), Optional.empty(), ApiVersion.V3))
                .isInstanceOf(Answer.Refused.class);
        assertThat(server.asked(V3_FIRMWARE)).isEmpty();
    }

    @Test
    void givesNoCursor_whenItStaysTheSame() {
        server.answers(V2, 200, Payload.text("thingspace/campaigns.v2.page.json"));

        var page =
                got(
                        fetch(
                                client(),
                                Optional.of("60b5d639-ccdc-4db8-8824-069bd94c95bf"),
                                ApiVersion.V2));

        assertThat(page.hasMore()).isTrue();
        assertThat(page.next()).isEmpty();
    }

    private CampaignListClient client() {
        return new CampaignListClient(SignedIn.session(server, clock));
    }

    private static Answer<CampaignListPage> fetch(
            CampaignListClient client, Optional<String> cursor, ApiVersion version) {
        return client.fetch(ACCOUNT, CampaignStatusQuery.ENDED, cursor, version);
    }
}
