package io.telltale.providers.thingspace.campaign;

import static io.telltale.providers.server.BodyReader.SECRET;
import static io.telltale.providers.server.BodyReader.TEXT;
import static io.telltale.providers.server.BodyReader.shown;

import io.telltale.providers.server.BodyReader;
import io.telltale.providers.server.Payload;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every body ends in an answer, and no reason quotes it. */
@Timeout(120)
@Tag("slow")
class CampaignBadInputTest {

    static Stream<BodyReader> readers() {
        return Stream.of(
                new BodyReader(
                        "campaign page",
                        Payload.text("thingspace/campaign.v3.page.json")
                                .replace("Upgrade pending", TEXT + SECRET),
                        reply ->
                                shown(
                                        CampaignReportClient.page(reply),
                                        page -> shown(page.devices()))),
                new BodyReader(
                        "campaign list",
                        Payload.text("thingspace/campaigns.v2.page.json")
                                .replace("FOTA_Verizon_Upgrade", TEXT + SECRET),
                        reply ->
                                shown(
                                        CampaignListClient.page(reply, "0"),
                                        page -> shown(page.campaigns()))));
    }

    @ParameterizedTest
    @MethodSource("readers")
    void answersEveryBodyOfTheCorpus(BodyReader reader) {
        reader.readCorpus();
    }

    @ParameterizedTest
    @MethodSource("readers")
    void answersEveryChangedBody(BodyReader reader) {
        reader.readMutations();
    }
}
