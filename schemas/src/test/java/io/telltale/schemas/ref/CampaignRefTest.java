package io.telltale.schemas.ref;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CampaignRefTest {

    @Test
    void readsBackWhatItWrites() {
        var ref = new CampaignRef("0000123456-00001", "f858b8c4-2153-11ec-8c44-aeb16d1aa652");

        assertThat(ref).hasToString("0000123456-00001:f858b8c4-2153-11ec-8c44-aeb16d1aa652");
        assertThat(CampaignRef.parse(ref.toString())).isEqualTo(ref);
    }

    @Test
    void takesPartsUpToTheirLongest() {
        var text = "a".repeat(64) + ":" + "c".repeat(128);

        assertThat(CampaignRef.parse(text)).hasToString(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ":",
                "demo",
                "demo:",
                ":311",
                "demo:3:1",
                "de mo:311",
                "demo:3/1",
                "demo:3\n"
            })
    void refusesWhatIsNotAccountAndCampaign(String text) {
        assertThatThrownBy(() -> CampaignRef.parse(text))
                .isInstanceOf(MalformedRefException.class)
                .hasMessage("expected account:campaignId, was '%s'", text);
    }

    @Test
    void refusesPartsThatAreTooLong_andRepeatsNoMoreThan300Characters() {
        assertThatThrownBy(() -> CampaignRef.parse("a".repeat(65) + ":1"))
                .isInstanceOf(MalformedRefException.class);
        assertThatThrownBy(() -> CampaignRef.parse("a:" + "1".repeat(129)))
                .isInstanceOf(MalformedRefException.class);
        assertThatThrownBy(() -> CampaignRef.parse("a:" + "1".repeat(1_000_000)))
                .isInstanceOf(MalformedRefException.class)
                .message()
                .hasSizeLessThan(400);
    }
}
